package dev.lvsd.config;

import dev.lvsd.config.text.Position;
import dev.lvsd.config.text.ProblemCollector;
import dev.lvsd.config.tree.Node;
import dev.lvsd.config.tree.Word;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.net.Endpoint;
import dev.lvsd.net.IpAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads `accept` and `no_accept`, and `nftables` with what belongs to it.
final class AcceptModeReader {
    /// What nft can read as a name; a table's has at most 255 bytes (`NFT_NAME_MAXLEN`).
    private static final Pattern TABLE = Pattern.compile("[A-Za-z][A-Za-z0-9_./]{0,254}");
    private static final int OWNER = 255;

    private AcceptModeReader() {}

    /// What `global_defs` says of the table.
    static PacketFilter filter(Section globals) {
        PacketFilter filter = new PacketFilter(
                table(globals), Math.toIntExact(globals.whole("nftables_priority")), globals.flag("nftables_counters"));
        Stream.of("vrrp_iptables", "vrrp_ipsets")
                .flatMap(keyword -> globals.all(keyword).stream())
                .findFirst()
                .ifPresent(statement -> globals.problems().warning(
                        statement.position(),
                        statement.name().text() + " is about iptables, which lvsd does not use: where an instance is"
                                + " no_accept or strict, the nftables table inet " + filter.table()
                                + " drops packets to its addresses",
                        "say nftables instead; accept in the instance where its addresses are to answer"));
        return filter;
    }

    private static String table(Section globals) {
        Node.@Nullable Statement statement = globals.statement("nftables");
        String preset = PacketFilter.DEFAULTS.table();
        if (statement == null || statement.words().isEmpty()) {
            return preset;
        }
        Word name = statement.words().getFirst();
        if (TABLE.matcher(name.text()).matches()) {
            return name.text();
        }
        globals.problems().mistake(name.position(), "nftables takes the name of a table, a letter first, then letters,"
                + " digits and _./, not \"" + name.text() + "\"", "it is " + preset, null);
        return preset;
    }

    /// What an instance says.
    ///
    /// @param version of VRRP
    /// @param priority the configured one or its default
    static AcceptMode read(Section instance, int version, int priority, boolean strict, PacketFilter filter) {
        ProblemCollector problems = instance.problems();
        boolean accept = instance.flag("accept");
        boolean refuse = instance.flag("no_accept");
        if (accept && refuse) {
            problems.mistake(instance.positionOf("no_accept"), "accept and no_accept contradict each other",
                    "no_accept is taken", null);
        }
        if (refuse && priority == OWNER) {
            problems.mistake(instance.positionOf("no_accept"),
                    "no_accept has no effect with priority 255, which owns the addresses", null);
        }
        if (accept && !refuse && strict && version == 2 && priority != OWNER) {
            problems.mistake(instance.positionOf("accept"), "strict mode has no accept in version 2 (RFC 3768)",
                    "packets to the addresses are dropped", "say version 3, or strict_mode off");
        }
        boolean strictly = strict && !(accept && version == 3);
        return priority == OWNER || !(refuse || strictly) ? AcceptMode.ACCEPTING : new AcceptMode(false, filter);
    }

    /// Warns where a virtual server has an address whose packets are dropped before they reach it.
    ///
    /// @param position of the virtual server
    ///
    /// @return whether it has
    static boolean warnOfDropped(
            VirtualServerKey key, Position position, List<VrrpInstance> instances, ProblemCollector problems) {
        if (!(key instanceof VirtualServerKey.Address(_, Endpoint endpoint))) {
            return false;
        }
        IpAddress address = endpoint.address();
        Optional<VrrpInstance> dropping = instances.stream()
                .filter(instance -> !instance.acceptMode().accepts())
                .filter(instance -> Stream.concat(
                                instance.virtualAddresses().stream(), instance.excludedAddresses().stream())
                        .anyMatch(virtual -> virtual.prefix().address().equals(address)))
                .findFirst();
        dropping.ifPresent(instance -> problems.warning(
                position,
                "nobody reaches this virtual server: packets to " + address
                        + " are dropped, since vrrp_instance " + instance.name() + " is "
                        + (instance.election().strict() ? "strict" : "no_accept"),
                hint(instance)));
        return dropping.isPresent();
    }

    private static String hint(VrrpInstance instance) {
        if (!instance.election().strict()) {
            return "leave out no_accept";
        }
        return instance.version() == 3
                ? "say accept in that instance, or strict_mode off"
                : "say strict_mode off in that instance, or leave out vrrp_strict";
    }
}
