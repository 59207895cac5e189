package dev.lvsd.config;

import dev.lvsd.config.text.ProblemCollector;
import dev.lvsd.config.tree.Word;
import dev.lvsd.net.AddressRange;
import dev.lvsd.net.IpAddress;
import dev.lvsd.net.Prefix;
import org.jspecify.annotations.Nullable;

/// Reads addresses of a `virtual_server_group`:
///
/// | text | addresses |
/// |---|---|
/// | `192.0.2.1` | one |
/// | `192.0.2.1-10`, `2001:db8::1-1f` | up to another last octet, or last 16 bits in hexadecimal |
/// | `192.0.2.250-192.0.3.9` | from one to the other |
/// | `192.0.2.8/29` | all of a network, its first and its last among them |
final class AddressRangeReader {
    private final ProblemCollector problems;

    AddressRangeReader(ProblemCollector problems) {
        this.problems = problems;
    }

    /// The addresses of a word; null where it has none, which has been reported.
    @Nullable AddressRange read(Word word) {
        String text = word.text();
        int slash = text.indexOf('/');
        int dash = text.indexOf('-');
        if (slash >= 0) {
            return network(word, text.substring(0, slash), text.substring(slash + 1));
        }
        IpAddress first = IpAddress.parse(dash < 0 ? text : text.substring(0, dash));
        IpAddress last = first == null || dash < 0 ? first : end(first, text.substring(dash + 1));
        if (first == null || last == null || first.family() != last.family()) {
            return refuse(word, "\"" + text + "\" is no address, range or network",
                    "such as 192.0.2.1, 192.0.2.1-10, 192.0.2.250-192.0.3.9 or 192.0.2.8/29");
        }
        return first.compareTo(last) <= 0 ? new AddressRange(first, last)
                : refuse(word, "the range " + text + " ends before it begins", null);
    }

    private @Nullable AddressRange network(Word word, String address, String length) {
        IpAddress first = IpAddress.parse(address);
        int bits = number(length, 10);
        if (first == null || bits < 1 || bits > first.family().bits()) {
            return refuse(word, "\"" + word.text() + "\" is no network", "such as 192.0.2.8/29");
        }
        AddressRange range = AddressRange.of(new Prefix(first, bits));
        return range != null ? range
                : refuse(word, word.text() + " is an address in a network, not the network",
                        "say the network's first address, or the address without its length");
    }

    private static @Nullable IpAddress end(IpAddress first, String text) {
        return switch (first) {
            case IpAddress.V4(int bits) -> {
                int octet = text.indexOf('.') < 0 ? number(text, 10) : -1;
                yield text.indexOf('.') >= 0 ? IpAddress.parse(text)
                        : octet < 0 || octet > 0xff ? null : new IpAddress.V4((bits & ~0xff) | octet);
            }
            case IpAddress.V6(long high, long low) -> {
                int group = text.indexOf(':') < 0 ? number(text, 16) : -1;
                yield text.indexOf(':') >= 0 ? IpAddress.parse(text)
                        : group < 0 || group > 0xffff ? null : new IpAddress.V6(high, (low & ~0xffffL) | group);
            }
        };
    }

    /// A number of at most five digits, -1 where it is none.
    private static int number(String digits, int radix) {
        if (!digits.matches("[0-9a-fA-F]{1,5}")) {
            return -1;
        }
        try {
            return Integer.parseInt(digits, radix);
        } catch (NumberFormatException _) {
            return -1;
        }
    }

    private @Nullable AddressRange refuse(Word word, String message, @Nullable String hint) {
        problems.mistake(word.position(), message, "it is skipped", hint);
        return null;
    }
}
