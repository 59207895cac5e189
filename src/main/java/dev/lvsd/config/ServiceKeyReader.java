package dev.lvsd.config;

import dev.lvsd.config.keyword.Place;
import dev.lvsd.config.keyword.Shape;
import dev.lvsd.config.text.ProblemCollector;
import dev.lvsd.config.tree.Node;
import dev.lvsd.config.tree.Word;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.net.Endpoint;
import dev.lvsd.net.Family;
import dev.lvsd.net.IpAddress;
import dev.lvsd.net.Protocol;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads what identifies a virtual server: `virtual_server IP [port]` with `protocol`, `fwmark N` with `ip_family`, or
/// `group NAME`, which is many of both.
final class ServiceKeyReader {
    private static final Shape.Whole PORT = new Shape.Whole(0, 65535);
    private static final Shape.Whole MARK = new Shape.Whole(1, 4294967295L);

    private final Values values;
    private final ProblemCollector problems;
    private final ServerGroups groups;

    ServiceKeyReader(Values values, ServerGroups groups) {
        this.values = values;
        this.problems = values.problems();
        this.groups = groups;
    }

    /// The name of the group of a block that has at least one word; null where it has none.
    static @Nullable Word group(Node.Statement block) {
        List<Word> words = block.words();
        return words.size() >= 2 && words.getFirst().text().equals("group") ? words.get(1) : null;
    }

    /// The keys of a block that has at least one word; empty where it has none that can be used.
    List<VirtualServerKey> read(Node.Statement block, Section section) {
        List<Word> words = block.words();
        return switch (words.getFirst().text()) {
            case "fwmark" -> words.size() < 2 ? missing(block, "mark") : fwmark(words.get(1), section);
            case "group" -> words.size() < 2 ? missing(block, "name")
                    : groups.keys(words.get(1), () -> protocol(section), family(section));
            case String _ -> address(words, section);
        };
    }

    private List<VirtualServerKey> missing(Node.Statement block, String what) {
        problems.error(block.position(), "virtual_server " + block.words().getFirst().text() + " has no " + what, null);
        return List.of();
    }

    private List<VirtualServerKey> fwmark(Word word, Section section) {
        Long mark = values.whole("a firewall mark", MARK, word);
        Family family = family(section);
        return mark == null ? List.of() : List.of(new VirtualServerKey.Fwmark(family, mark.intValue()));
    }

    /// The family of a firewall mark: `ip_family`, else that of the first real server that is not tunnelled, else IPv4.
    private static Family family(Section section) {
        String said = section.givenChoice("ip_family");
        if (said != null) {
            return said.equals("inet6") ? Family.IPV6 : Family.IPV4;
        }
        boolean tunnels = isTunnel(last(section.all("lb_kind")), false);
        for (Node.Statement server : section.all("real_server")) {
            Section body = new Section(Place.REAL_SERVER, server, section.values());
            IpAddress address =
                    server.words().isEmpty() ? null : IpAddress.parse(server.words().getFirst().text());
            if (address != null && !isTunnel(last(body.all("lvs_method")), tunnels)) {
                return address.family();
            }
        }
        return Family.IPV4;
    }

    private static Node.@Nullable Statement last(List<Node.Statement> statements) {
        return statements.isEmpty() ? null : statements.getLast();
    }

    private static boolean isTunnel(Node.@Nullable Statement method, boolean otherwise) {
        if (method == null || method.words().isEmpty()) {
            return otherwise;
        }
        return method.words().getFirst().text().equals("TUN");
    }

    private List<VirtualServerKey> address(List<Word> words, Section section) {
        IpAddress address = values.address("a virtual server", words.getFirst());
        Long port = words.size() < 2 ? Long.valueOf(0) : values.whole("a port", PORT, words.get(1));
        Protocol protocol = protocol(section);
        return address == null || port == null
                ? List.of()
                : List.of(new VirtualServerKey.Address(protocol, new Endpoint(address, port.intValue())));
    }

    private Protocol protocol(Section section) {
        if (section.all("protocol").isEmpty()) {
            problems.mistake(section.position(), "the virtual server has no protocol", "it is UDP",
                    "say protocol TCP or protocol UDP");
        }
        return switch (section.choice("protocol")) {
            case "TCP" -> Protocol.TCP;
            case "SCTP" -> Protocol.SCTP;
            case String _ -> Protocol.UDP;
        };
    }
}
