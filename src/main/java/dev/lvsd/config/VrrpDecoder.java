package dev.lvsd.config;

import dev.lvsd.config.keyword.Keywords;
import dev.lvsd.config.keyword.Place;
import dev.lvsd.config.text.ProblemCollector;
import dev.lvsd.config.tree.Node;
import dev.lvsd.config.tree.Word;
import dev.lvsd.net.Family;
import dev.lvsd.net.IpAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes a `vrrp_instance` of its block, as keepalived completes it: `state MASTER` means the default priority
/// 255 and clears `nopreempt`, an IPv6 address means version 3, version 3 has no `authentication`.
final class VrrpDecoder {
    private static final int MOST_ADDRESSES = 255;
    /// What fits into an Ethernet frame of 1500 bytes with the IPv6 header (40) and the advert's (8).
    private static final int MOST_IPV6_ADDRESSES = (1500 - 40 - 8) / 16;
    private static final long STEP_NANOS = 10_000_000;
    private static final Duration LONGEST_V3 = Duration.ofMillis(40_950);

    private final Section section;
    private final String name;
    private final GlobalDefaults defaults;
    private final Trackers trackers;
    private final RoutingReader routingReader;
    private final Values values;
    private final ProblemCollector problems;

    private VrrpDecoder(
            Node.Statement block, String name, GlobalDefaults defaults, Trackers trackers, RoutingReader routing,
            Values values) {
        this.section = new Section(Place.VRRP_INSTANCE, block, values);
        this.name = name;
        this.defaults = defaults;
        this.trackers = trackers;
        this.routingReader = routing;
        this.values = values;
        this.problems = values.problems();
    }

    /// The instance of a block; null where something that it needs is missing, which has been reported.
    static @Nullable VrrpInstance decode(
            Node.Statement block, GlobalDefaults defaults, Trackers trackers, RoutingReader routing,
            Values values) {
        return block.words().isEmpty()
                ? null
                : new VrrpDecoder(block, block.words().getFirst().text(), defaults, trackers, routing, values).decode();
    }

    private @Nullable VrrpInstance decode() {
        List<VirtualAddress> addresses = addresses();
        Family family = addresses.isEmpty() ? Family.IPV4 : addresses.getFirst().prefix().address().family();
        List<VirtualAddress> excluded =
                new VirtualAddressReader(values).read(section.lines("virtual_ipaddress_excluded"), null);
        int version = version(family);
        Long id = required(section.givenWhole("virtual_router_id"), "virtual_router_id");
        String interfaceName = interfaceName();
        Long priority = section.givenWhole("priority");
        Election election = ElectionReader.read(section, priority, defaults.election(), values);
        AdvertPath path = AdvertPathReader.read(section, family, defaults, values);
        Routing routing = routingReader.ofInstance(section);
        Tracking tracking = RoutingReader.tracking(
                TrackingReader.read(section, trackers, values), routing, interfaceName);
        Duration interval = interval(version);
        Authentication authentication = AuthenticationReader.read(section, version, interval, values);
        GarpSettings garp = defaults.garpOf(section);
        StrictMode strict = new StrictMode(name, section);
        boolean runnable = isRunnable(addresses, version, family, election)
                && (!election.strict() || strict.allows(path, addresses));
        if (!runnable || id == null || interfaceName == null) {
            return null;
        }
        int base = priority == null ? defaultPriority(election.startsAsMaster()) : priority.intValue();
        return new VrrpInstance(
                name,
                version,
                interfaceName,
                id.intValue(),
                base,
                interval,
                election,
                path,
                tracking,
                election.strict() ? strict.authentication(authentication) : authentication,
                addresses.subList(0, Math.min(most(family), addresses.size())),
                excluded(addresses, excluded, most(family)),
                election.strict() ? strict.garp(garp) : garp,
                section.flag("promote_secondaries"),
                NotificationsReader.ofInstance(section, defaults),
                AcceptModeReader.read(section, version, base, election.strict(), defaults.filter()),
                VirtualMac.NONE,
                routing);
    }

    private int defaultPriority(boolean master) {
        return master ? 255 : Math.toIntExact(section.whole("priority"));
    }

    /// The addresses that adverts do not list: those of the keyword, and what does not fit into an advert.
    private List<VirtualAddress> excluded(List<VirtualAddress> addresses, List<VirtualAddress> excluded, int most) {
        if (addresses.size() <= most) {
            return excluded;
        }
        problems.mistake(section.position(), "an advert lists at most " + most + " addresses",
                (addresses.size() - most) + " become virtual_ipaddress_excluded", null);
        List<VirtualAddress> all = new ArrayList<>(addresses.subList(most, addresses.size()));
        all.addAll(excluded);
        return all;
    }

    private static int most(Family family) {
        return switch (family) {
            case IPV4 -> MOST_ADDRESSES;
            case IPV6 -> MOST_IPV6_ADDRESSES;
        };
    }

    private List<VirtualAddress> addresses() {
        List<Node.Line> lines = section.lines("virtual_ipaddress");
        Family first = null;
        for (int i = 0; i < lines.size() && first == null; i++) {
            IpAddress address = IpAddress.parse(lines.get(i).words().getFirst().text().replaceFirst("/.*", ""));
            first = address == null ? null : address.family();
        }
        return new VirtualAddressReader(values).read(lines, first);
    }

    private boolean isRunnable(
            List<VirtualAddress> addresses, int version, Family family, Election election) {
        if (addresses.isEmpty() && !section.flag("no_virtual_ipaddress")) {
            String message = "vrrp_instance " + name + " has no virtual_ipaddress";
            if (version == 3 || election.strict()) {
                problems.error(section.position(),
                        message + ", which " + (version == 3 ? "version 3" : "strict mode") + " needs",
                        "give it one, or no_virtual_ipaddress");
                return false;
            }
            problems.mistake(section.position(), message, "it moves nothing", null);
        }
        boolean ipv6 = !addresses.isEmpty() && family == Family.IPV6;
        if (ipv6 && !election.strict() && !addresses.getFirst().prefix().address().isLinkLocal()) {
            problems.warning(section.positionOf("virtual_ipaddress"),
                    "the first virtual address over IPv6 should be link-local (RFC 9568, 5.2.9)",
                    "begin with one of fe80::/10; a router that insists on it ignores the adverts otherwise");
        }
        return true;
    }

    private int version(Family family) {
        Long given = section.givenWhole("version");
        int version = given == null ? defaults.vrrpVersion() : given.intValue();
        if (family == Family.IPV6 && version == 2) {
            if (given != null) {
                problems.mistake(section.positionOf("version"), "IPv6 needs version 3", "it is taken", null);
            }
            return 3;
        }
        return version;
    }

    private @Nullable String interfaceName() {
        Word word = section.word("interface");
        String given = required(word == null ? null : word.text(), "interface");
        if (word == null || given == null) {
            return null;
        }
        if (given.equals("lo")) {
            problems.error(word.position(), "VRRP does not run on the loopback interface", null);
            return null;
        }
        if (given.isEmpty()
                || given.getBytes(StandardCharsets.UTF_8).length > VirtualAddressReader.LONGEST_NAME) {
            problems.error(word.position(), "the name of an interface has 1 to "
                    + VirtualAddressReader.LONGEST_NAME + " bytes", null);
            return null;
        }
        return given;
    }

    private Duration interval(int version) {
        Duration given = section.seconds("advert_int");
        long step = version == 2 ? 1_000_000_000 : STEP_NANOS;
        long count = Math.max(1, (given.toNanos() + step / 2) / step);
        Duration interval = Duration.ofNanos(count * step);
        if (version == 3 && interval.compareTo(LONGEST_V3) > 0) {
            interval = LONGEST_V3;
        }
        if (!interval.equals(given)) {
            String steps = version == 2 ? "whole seconds" : "steps of 0.01 s up to 40.95 s";
            problems.mistake(section.positionOf("advert_int"), "advert_int of version " + version + " is in " + steps,
                    Values.seconds(interval) + " is taken", null);
        }
        return interval;
    }

    private <T> @Nullable T required(@Nullable T value, String keyword) {
        if (value == null) {
            problems.error(section.position(), "vrrp_instance " + name + " has no usable " + keyword,
                    Keywords.of(Place.VRRP_INSTANCE, keyword).help());
        }
        return value;
    }
}
