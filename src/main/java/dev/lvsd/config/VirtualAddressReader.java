package dev.lvsd.config;

import dev.lvsd.config.text.ProblemCollector;
import dev.lvsd.config.tree.Node;
import dev.lvsd.config.tree.Word;
import dev.lvsd.net.Family;
import dev.lvsd.net.IpAddress;
import dev.lvsd.net.Prefix;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads lines of `virtual_ipaddress` and `static_ipaddress`: an address, and the options of `ip address add` behind
/// it, as keepalived takes them.
final class VirtualAddressReader {
    /// Bytes of a label or a device without the final zero (`IFNAMSIZ` of `<linux/if.h>`).
    static final int LONGEST_NAME = 15;

    private static final Map<String, Integer> SCOPES =
            Map.of("global", 0, "site", 200, "link", 253, "host", 254, "nowhere", 255);
    /// Read by [VirtualMacReader].
    private static final String VIRTUAL_MAC = "use_vmac";

    private final Values values;
    private final ProblemCollector problems;
    private final AddressOptionsReader options;

    VirtualAddressReader(Values values) {
        this.values = values;
        this.problems = values.problems();
        options = new AddressOptionsReader(values);
    }

    /// What a line says.
    ///
    /// @param address with its options
    /// @param trackGroup the value of `track_group`, null for none
    record Line(VirtualAddress address, @Nullable Word trackGroup) {}

    /// The addresses of some lines, none twice. What cannot be read is reported and left out.
    ///
    /// @param family what all must be of; null for any
    List<VirtualAddress> read(List<Node.Line> lines, @Nullable Family family) {
        List<VirtualAddress> addresses = new ArrayList<>();
        for (Node.Line line : lines) {
            Line read = read(line);
            if (read == null) {
                continue;
            }
            if (read.trackGroup() != null) {
                problems.mistake(read.trackGroup().position(), "track_group is for static_ipaddress alone",
                        "it is skipped", null);
            }
            IpAddress ip = read.address().prefix().address();
            if (family != null && ip.family() != family) {
                problems.mistake(line.position(), ip + " is of another family than the first address", "it is ignored",
                        "put it into virtual_ipaddress_excluded");
            } else if (addresses.stream().anyMatch(other -> other.prefix().address().equals(ip))) {
                problems.mistake(line.position(), ip + " is given twice", "it is ignored here", null);
            } else {
                addresses.add(read.address());
            }
        }
        return addresses;
    }

    /// What one line says; null where it has no address, which has been reported.
    @Nullable Line read(Node.Line line) {
        Iterator<Word> words = line.words().iterator();
        Word first = words.next();
        Prefix prefix = prefix("a virtual address", first);
        if (prefix == null) {
            return null;
        }
        AddressOptionsReader.Draft draft = options.draft(prefix, first.text().indexOf('/') >= 0);
        String device = null;
        Word label = null;
        Word scope = null;
        Word group = null;
        while (words.hasNext()) {
            Word option = words.next();
            if (option.text().equals(VIRTUAL_MAC) || draft.takesFlag(option)) {
                continue;
            }
            if (!AddressOptionsReader.WITH_VALUE.contains(option.text()) || !words.hasNext()) {
                options.unknown(option);
                continue;
            }
            Word value = words.next();
            switch (option.text()) {
                case "dev" -> device = name(value);
                case "label" -> label = value;
                case "scope" -> scope = value;
                case "track_group" -> group = value;
                case "peer" -> draft.peer(value, prefix("the peer of an address", value));
                case String _ -> draft.take(option, value);
            }
        }
        return new Line(new VirtualAddress(
                draft.prefix(), device, label(prefix, label), scope(prefix, scope), draft.options()), group);
    }

    private @Nullable String label(Prefix prefix, @Nullable Word label) {
        if (label != null && prefix.address().family() == Family.IPV6) {
            problems.mistake(label.position(), "an IPv6 address has no label", "it is skipped", null);
            return null;
        }
        return label == null ? null : name(label);
    }

    private int scope(Prefix prefix, @Nullable Word scope) {
        if (scope != null && prefix.address().family() == Family.IPV6) {
            problems.mistake(scope.position(), "the scope of an IPv6 address follows from the address",
                    "it is skipped", null);
            return 0;
        }
        return scope == null ? 0 : scope(scope);
    }

    private @Nullable Prefix prefix(String what, Word word) {
        int slash = word.text().indexOf('/');
        String literal = slash < 0 ? word.text() : word.text().substring(0, slash);
        IpAddress address = values.address(what, new Word(word.position(), literal));
        if (address == null || slash < 0) {
            return address == null ? null : Prefix.host(address);
        }
        String length = word.text().substring(slash + 1);
        int longest = address.family().bits();
        if (length.matches("\\d{1,3}") && Integer.parseInt(length) <= longest) {
            return new Prefix(address, Integer.parseInt(length));
        }
        String message = "a prefix length is a number from 0 to " + longest + ", not \"" + length + "\"";
        problems.mistake(word.position().plus(slash + 1), message, "/" + longest + " is taken", null);
        return Prefix.host(address);
    }

    private @Nullable String name(Word word) {
        if (word.text().getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME) {
            return word.text();
        }
        problems.mistake(word.position(), "\"" + word.text() + "\" is longer than " + LONGEST_NAME
                + " bytes", "it is skipped", null);
        return null;
    }

    private int scope(Word word) {
        Integer known = SCOPES.get(word.text());
        if (known != null) {
            return known;
        }
        if (word.text().matches("\\d{1,3}") && Integer.parseInt(word.text()) <= 255) {
            return Integer.parseInt(word.text());
        }
        problems.mistake(word.position(), "a scope is global, site, link, host or a number to 255, not \"" + word.text()
                + "\"", "global is taken", null);
        return 0;
    }
}
