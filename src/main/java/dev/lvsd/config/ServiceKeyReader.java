package dev.lvsd.config;

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

/// Reads what identifies a virtual server: `virtual_server IP [port]` with `protocol`, or `fwmark N` with
/// `ip_family`.
final class ServiceKeyReader {
    private static final Shape.Whole PORT = new Shape.Whole(0, 65535);
    private static final Shape.Whole MARK = new Shape.Whole(1, 4294967295L);

    private final Values values;
    private final ProblemCollector problems;

    ServiceKeyReader(Values values) {
        this.values = values;
        this.problems = values.problems();
    }

    /// The key of a block that has at least one word; null where it has none that can be used.
    @Nullable VirtualServerKey read(Node.Statement block, Section section) {
        List<Word> words = block.words();
        Word first = words.getFirst();
        return switch (first.text()) {
            case "fwmark" -> words.size() < 2 ? missing(block) : fwmark(words.get(1), section);
            case "group" -> {
                problems.warning(first.position(), "virtual_server group is not supported yet; it is ignored",
                        "write a virtual_server for each address");
                yield null;
            }
            case String _ -> address(words, section);
        };
    }

    private @Nullable VirtualServerKey missing(Node.Statement block) {
        problems.error(block.position(), "virtual_server fwmark has no mark", null);
        return null;
    }

    private @Nullable VirtualServerKey fwmark(Word word, Section section) {
        Long mark = values.whole("a firewall mark", MARK, word);
        Family family = "inet6".equals(section.givenChoice("ip_family")) ? Family.IPV6 : Family.IPV4;
        return mark == null ? null : new VirtualServerKey.Fwmark(family, mark.intValue());
    }

    private @Nullable VirtualServerKey address(List<Word> words, Section section) {
        IpAddress address = values.address("a virtual server", words.getFirst());
        Long port = words.size() < 2 ? Long.valueOf(0) : values.whole("a port", PORT, words.get(1));
        Protocol protocol = protocol(section);
        return address == null || port == null
                ? null
                : new VirtualServerKey.Address(protocol, new Endpoint(address, port.intValue()));
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
