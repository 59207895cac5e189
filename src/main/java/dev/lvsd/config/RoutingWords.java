package dev.lvsd.config;

import dev.lvsd.config.text.Position;
import dev.lvsd.config.text.ProblemCollector;
import dev.lvsd.config.tree.Node;
import dev.lvsd.config.tree.Word;
import dev.lvsd.net.Family;
import dev.lvsd.net.IpAddress;
import dev.lvsd.net.Prefix;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The words of a line about a route or a rule, one after the other. What cannot be read is reported with the line's
/// end: that it is left out.
final class RoutingWords {
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,3}");

    /// A line that is left out, which has been reported.
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        Unreadable() {
            super("reported where it stands", null, false, false);
        }
    }

    private final List<Word> words;
    private final String kind;
    private final RoutingNames names;
    private final ProblemCollector problems;
    private int next;

    /// @param kind `route` or `rule`
    RoutingWords(Node.Line line, String kind, RoutingNames names, ProblemCollector problems) {
        this.words = line.words();
        this.kind = kind;
        this.names = names;
        this.problems = problems;
    }

    boolean hasNext() {
        return next < words.size();
    }

    /// The next word.
    Word take() {
        return words.get(next++);
    }

    /// Where the line begins.
    Position start() {
        return words.getFirst().position();
    }

    /// Whether the next word is this one; it is taken then.
    boolean takes(String text) {
        boolean is = hasNext() && words.get(next).text().equals(text);
        next += is ? 1 : 0;
        return is;
    }

    /// The value behind a word.
    Word valueOf(Word option) throws Unreadable {
        if (!hasNext()) {
            throw unreadable(option.position(), option.text() + " has no value", null);
        }
        return take();
    }

    /// Reports that the line is left out.
    Unreadable unreadable(Position position, String what, @Nullable String hint) {
        problems.mistake(position, what, "the " + kind + " is left out", hint);
        return new Unreadable();
    }

    /// Reports what is read otherwise than it looks.
    void otherwise(Position position, String what, String consequence) {
        problems.mistake(position, what, consequence, null);
    }

    /// A number or a name of iproute2's.
    long named(RoutingNames.Kind named, Word option) throws Unreadable {
        Word value = valueOf(option);
        Long number = names.number(named, value.text());
        if (number == null) {
            throw unreadable(value.position(), option.text() + " \"" + value.text()
                    + "\" is neither a number nor a name", "names are those of iproute2's file " + named.file());
        }
        return number;
    }

    /// `5`, `5/6` or names: those of the source, 0 without any, in the upper 16 bits.
    long realms(Word option) throws Unreadable {
        Word value = valueOf(option);
        long realms = 0;
        for (String part : value.text().split("/", 2)) {
            Long realm = names.number(RoutingNames.Kind.REALM, part);
            if (realm == null) {
                throw unreadable(value.position(), "\"" + value.text() + "\" is no realm and no pair of realms",
                        "names are those of iproute2's file rt_realms");
            }
            realms = realms << 16 | realm;
        }
        return realms;
    }

    /// A whole number.
    long number(Word option, long least, long most) throws Unreadable {
        Word value = valueOf(option);
        Long number = RoutingNames.number(value.text());
        if (number == null || number < least || number > most) {
            throw unreadable(value.position(), option.text() + " is a whole number from " + least + " to " + most
                    + ", not \"" + value.text() + "\"", null);
        }
        return number;
    }

    /// An address.
    IpAddress address(Word option) throws Unreadable {
        Word value = valueOf(option);
        IpAddress address = IpAddress.parse(value.text());
        if (address == null) {
            throw unreadable(value.position(), option.text() + " is an IP address, not \"" + value.text() + "\"",
                    null);
        }
        return address;
    }

    /// Name of an interface, or of anything else that the kernel has 15 bytes for.
    String name(Word option) throws Unreadable {
        Word value = valueOf(option);
        String text = value.text();
        if (text.getBytes(StandardCharsets.UTF_8).length > VirtualAddressReader.LONGEST_NAME
                || text.chars().anyMatch(letter -> letter <= ' ' || letter == '/')) {
            throw unreadable(value.position(), option.text() + " is a name of at most "
                    + VirtualAddressReader.LONGEST_NAME + " bytes, without spaces and slashes", null);
        }
        return text;
    }

    /// Whether a word stands for all addresses.
    static boolean isAll(Word value) {
        return value.text().equals("default") || value.text().equals("any") || value.text().equals("all");
    }

    /// A network, or an address alone; null where it is none.
    static @Nullable Prefix prefix(String text) {
        int slash = text.indexOf('/');
        IpAddress address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            return null;
        }
        String length = slash < 0 ? Integer.toString(address.family().bits()) : text.substring(slash + 1);
        return DECIMAL.matcher(length).matches() && Integer.parseInt(length) <= address.family().bits()
                ? new Prefix(address, Integer.parseInt(length))
                : null;
    }

    /// All addresses of a family.
    static Prefix everything(Family family) {
        return new Prefix(IpAddress.of(new byte[family.bytes()]), 0);
    }
}
