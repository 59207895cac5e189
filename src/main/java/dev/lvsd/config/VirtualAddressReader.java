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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the lines of `virtual_ipaddress`: an address, and the options of `ip address add` behind it.
final class VirtualAddressReader {
    /// Bytes of a label or a device without the final zero (`IFNAMSIZ` of `<linux/if.h>`).
    static final int LONGEST_NAME = 15;

    private static final Map<String, Integer> SCOPES =
            Map.of("global", 0, "site", 200, "link", 253, "host", 254, "nowhere", 255);
    /// Read by [VirtualMacReader].
    private static final String VIRTUAL_MAC = "use_vmac";
    private static final Set<String> FLAGS_NOT_YET = Set.of(
            "home", "-nodad", "mngtmpaddr", "noprefixroute", "autojoin", "no_track");
    private static final Set<String> OPTIONS =
            Set.of("dev", "label", "scope", "brd", "broadcast", "peer", "preferred_lft", "track_group");

    private final Values values;
    private final ProblemCollector problems;

    VirtualAddressReader(Values values) {
        this.values = values;
        this.problems = values.problems();
    }

    /// The addresses of some lines, none twice. What cannot be read is reported and left out.
    ///
    /// @param family what all must be of; null for any
    List<VirtualAddress> read(List<Node.Line> lines, @Nullable Family family) {
        List<VirtualAddress> addresses = new ArrayList<>();
        for (Node.Line line : lines) {
            VirtualAddress address = read(line);
            if (address == null) {
                continue;
            }
            IpAddress ip = address.prefix().address();
            if (family != null && ip.family() != family) {
                problems.mistake(line.position(), ip + " is of another family than the first address", "it is ignored",
                        "put it into virtual_ipaddress_excluded");
            } else if (addresses.stream().anyMatch(other -> other.prefix().address().equals(ip))) {
                problems.mistake(line.position(), ip + " is given twice", "it is ignored here", null);
            } else {
                addresses.add(address);
            }
        }
        return addresses;
    }

    private @Nullable VirtualAddress read(Node.Line line) {
        Iterator<Word> words = line.words().iterator();
        Prefix prefix = prefix(words.next());
        String device = null;
        String label = null;
        int scope = 0;
        while (words.hasNext()) {
            Word option = words.next();
            if (option.text().equals(VIRTUAL_MAC)) {
                continue;
            }
            if (FLAGS_NOT_YET.contains(option.text())) {
                notYet(option);
            } else if (!OPTIONS.contains(option.text()) || !words.hasNext()) {
                unknown(option);
            } else {
                Word value = words.next();
                switch (option.text()) {
                    case "dev" -> device = name(value);
                    case "label" -> label = name(value);
                    case "scope" -> scope = scope(value);
                    case String _ -> notYet(option);
                }
            }
        }
        if (label != null && prefix != null && prefix.address().family() == Family.IPV6) {
            problems.mistake(line.position(), "an IPv6 address has no label", "it is skipped", null);
            label = null;
        }
        return prefix == null ? null : new VirtualAddress(prefix, device, label, scope);
    }

    private @Nullable Prefix prefix(Word word) {
        int slash = word.text().indexOf('/');
        String literal = slash < 0 ? word.text() : word.text().substring(0, slash);
        IpAddress address = values.address("a virtual address", new Word(word.position(), literal));
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

    private void notYet(Word option) {
        problems.warning(option.position(), option.text() + " is not supported yet; ignored", null);
    }

    private void unknown(Word option) {
        problems.mistake(option.position(), "\"" + option.text() + "\" is no option of an address", "it is skipped",
                "an address may have dev, label and scope, each with a value");
    }
}
