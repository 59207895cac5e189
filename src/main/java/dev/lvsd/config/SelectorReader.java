package dev.lvsd.config;

import dev.lvsd.config.RoutingWords.Unreadable;
import dev.lvsd.config.tree.Word;
import dev.lvsd.net.Family;
import dev.lvsd.net.Prefix;
import dev.lvsd.net.routing.Range;
import dev.lvsd.net.routing.Rule;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads which packets a rule is for.
final class SelectorReader {
    private static final Pattern RANGE = Pattern.compile("(\\d{1,10})(?:-(\\d{1,10}))?");
    private static final Pattern TUNNEL = Pattern.compile("\\d{1,18}");
    /// Protocols by name (IANA), those that have ports and the most usual of the others.
    private static final Map<String, Long> PROTOCOLS = Map.of(
            "icmp", 1L, "tcp", 6L, "udp", 17L, "dccp", 33L, "gre", 47L, "esp", 50L, "ah", 51L, "ipv6-icmp", 58L,
            "sctp", 132L, "udplite", 136L);

    private final RoutingWords words;
    private @Nullable Family family;
    private boolean inverted;
    private @Nullable Prefix from;
    private @Nullable Prefix to;
    private int tos;
    private Rule.@Nullable Mark mark;
    private @Nullable String iif;
    private @Nullable String oif;
    private int protocol;
    private @Nullable Range sources;
    private @Nullable Range destinations;
    private @Nullable Range users;
    private long tunnel;

    SelectorReader(RoutingWords words) {
        this.words = words;
    }

    /// Whether a word is of the selector; it has been read then, with its value.
    boolean reads(Word word) throws Unreadable {
        switch (word.text()) {
            case "inet" -> family(Family.IPV4, word);
            case "inet6" -> family(Family.IPV6, word);
            case "not" -> inverted = true;
            case "from" -> from = prefix(word);
            case "to" -> to = prefix(word);
            case "tos", "dsfield" -> tos = (int) words.named(RoutingNames.Kind.TOS, word);
            case "fwmark" -> mark = mark(words.valueOf(word));
            case "iif", "dev" -> iif = words.name(word);
            case "oif" -> oif = words.name(word);
            case "ipproto", "ip_proto" -> protocol = protocol(words.valueOf(word));
            case "sport" -> sources = range(word, 0xffff);
            case "dport" -> destinations = range(word, 0xffff);
            case "uidrange" -> users = range(word, 0xffff_ffffL);
            case "tunnel-id" -> tunnel = tunnel(words.valueOf(word));
            case String _ -> {
                return false;
            }
        }
        return true;
    }

    /// That of its addresses, IPv4 where nothing says it.
    Family family() {
        return family == null ? Family.IPV4 : family;
    }

    /// What was read.
    Rule.Selector selector() {
        return new Rule.Selector(
                inverted, from, to, tos, mark, iif, oif, new Rule.Transport(protocol, sources, destinations), users,
                tunnel);
    }

    private void family(Family said, Word word) throws Unreadable {
        if (family != null && family != said) {
            throw words.unreadable(word.position(), "a rule with addresses of both families", null);
        }
        family = said;
    }

    private @Nullable Prefix prefix(Word option) throws Unreadable {
        Word value = words.valueOf(option);
        if (RoutingWords.isAll(value)) {
            return null;
        }
        Prefix prefix = RoutingWords.prefix(value.text());
        if (prefix == null) {
            throw words.unreadable(value.position(), option.text() + " is a network such as 192.0.2.0/24, or all,"
                    + " not \"" + value.text() + "\"", null);
        }
        family(prefix.address().family(), value);
        return prefix;
    }

    private Rule.Mark mark(Word value) throws Unreadable {
        String[] parts = value.text().split("/", 2);
        Long number = RoutingNames.number(parts[0]);
        Long mask = parts.length == 1 ? Long.valueOf(0xffff_ffffL) : RoutingNames.number(parts[1]);
        if (number == null || mask == null) {
            throw words.unreadable(value.position(), "fwmark is a number, or number/mask, not \"" + value.text()
                    + "\"", null);
        }
        return new Rule.Mark(number, mask);
    }

    private int protocol(Word value) throws Unreadable {
        Long number = RoutingNames.number(value.text());
        Long found = number == null ? PROTOCOLS.get(value.text().toLowerCase(Locale.ROOT)) : number;
        if (found == null || found < 1 || found > 255) {
            throw words.unreadable(value.position(), "\"" + value.text() + "\" is no IP protocol",
                    "it is a number from 1 to 255, or tcp, udp, icmp and the like");
        }
        return found.intValue();
    }

    private Range range(Word option, long most) throws Unreadable {
        Word value = words.valueOf(option);
        Matcher range = RANGE.matcher(value.text());
        long first = range.matches() ? Long.parseLong(range.group(1)) : 1;
        long last = !range.matches() ? 0 : range.group(2) == null ? first : Long.parseLong(range.group(2));
        if (last < first || last > most) {
            throw words.unreadable(value.position(), option.text() + " is FIRST-LAST, at most " + most + ", not \""
                    + value.text() + "\"", null);
        }
        return new Range(first, last);
    }

    private long tunnel(Word value) throws Unreadable {
        if (!TUNNEL.matcher(value.text()).matches()) {
            throw words.unreadable(value.position(), "tunnel-id is a number, not \"" + value.text() + "\"", null);
        }
        return Long.parseLong(value.text());
    }
}
