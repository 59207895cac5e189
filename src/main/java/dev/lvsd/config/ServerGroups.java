package dev.lvsd.config;

import dev.lvsd.config.keyword.Shape;
import dev.lvsd.config.text.Position;
import dev.lvsd.config.text.ProblemCollector;
import dev.lvsd.config.tree.Node;
import dev.lvsd.config.tree.Word;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.net.AddressRange;
import dev.lvsd.net.Endpoint;
import dev.lvsd.net.Family;
import dev.lvsd.net.Protocol;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads the blocks `virtual_server_group`: addresses, ranges and networks, each perhaps with a port, and
/// `fwmark N [inet|inet6]`. Each address and each mark is a service of every virtual server of the group.
final class ServerGroups {
    /// The most services that all virtual servers with groups may have together. keepalived knows no limit.
    static final int MOST_SERVICES = 65_536;

    private static final Shape.Whole PORT = new Shape.Whole(0, 65535);
    private static final Shape.Whole MARK = new Shape.Whole(1, 4294967295L);

    private final Values values;
    private final ProblemCollector problems;
    private final AddressRangeReader ranges;
    private final Map<String, Group> groups = new HashMap<>();
    private long services;

    /// What a line of a group says.
    private sealed interface Member {
        record Addresses(Word word, AddressRange range, int port) implements Member {}

        /// @param family null where it is not said
        record Mark(Word word, @Nullable Family family, int mark) implements Member {}
    }

    private record Group(Position position, List<Member> members) {
        Set<Family> families() {
            Set<Family> families = EnumSet.noneOf(Family.class);
            for (Member member : members) {
                if (member instanceof Member.Addresses(_, AddressRange range, _)) {
                    families.add(range.first().family());
                }
            }
            return families;
        }
    }

    ServerGroups(Section root, Values values) {
        this.values = values;
        this.problems = values.problems();
        this.ranges = new AddressRangeReader(problems);
        for (Node.Statement block : root.all("virtual_server_group")) {
            if (block.words().isEmpty()) {
                continue;
            }
            String name = block.words().getFirst().text();
            Group known = groups.get(name);
            if (known != null) {
                problems.mistake(block.position(), "virtual_server_group " + name + " is in line "
                        + known.position().line() + " already", "it is ignored here", null);
            } else {
                groups.put(name, new Group(block.position(), members(block)));
            }
        }
    }

    private List<Member> members(Node.Statement block) {
        List<Member> members = new ArrayList<>();
        for (Node node : block.body()) {
            Member member = node instanceof Node.Line(List<Word> words) ? member(words) : null;
            if (member != null) {
                members.add(member);
            }
        }
        return members;
    }

    private @Nullable Member member(List<Word> words) {
        Word first = words.getFirst();
        if (first.text().equals("fwmark")) {
            refuseMoreThan(3, words);
            return words.size() < 2 ? missing(first) : mark(words);
        }
        refuseMoreThan(2, words);
        AddressRange range = ranges.read(first);
        Long port = words.size() < 2 ? Long.valueOf(0) : values.whole("a port", PORT, words.get(1));
        return range == null || port == null ? null : new Member.Addresses(first, range, port.intValue());
    }

    private @Nullable Member missing(Word fwmark) {
        problems.mistake(fwmark.position(), "fwmark has no mark", "it is skipped", null);
        return null;
    }

    private @Nullable Member mark(List<Word> words) {
        Long mark = values.whole("a firewall mark", MARK, words.get(1));
        Family family = null;
        if (words.size() > 2) {
            Word word = words.get(2);
            switch (word.text()) {
                case "inet" -> family = Family.IPV4;
                case "inet6" -> family = Family.IPV6;
                case String other -> {
                    problems.mistake(word.position(), "the family of a firewall mark is inet or inet6, not \"" + other
                            + "\"", "the mark is skipped", null);
                    return null;
                }
            }
        }
        return mark == null ? null : new Member.Mark(words.get(1), family, mark.intValue());
    }

    private void refuseMoreThan(int most, List<Word> words) {
        if (words.size() > most) {
            problems.mistake(words.get(most).position(), "\"" + words.get(most).text() + "\" is too much here",
                    "it is ignored", null);
        }
    }

    /// The services of a group in the order of its lines.
    ///
    /// @param name of the group
    /// @param protocol of the addresses; asked for only where there are any
    /// @param marks family of marks that have none, where the group's addresses do not say it
    /// @return empty where there are none, which has been reported
    List<VirtualServerKey> keys(Word name, Supplier<Protocol> protocol, Family marks) {
        Group group = groups.get(name.text());
        if (group == null) {
            problems.mistake(name.position(), "there is no virtual_server_group " + name.text(),
                    "the virtual server is ignored", null);
            return List.of();
        }
        Map<VirtualServerKey, Position> keys = new LinkedHashMap<>();
        Set<Family> families = group.families();
        Protocol used = families.isEmpty() ? Protocol.TCP : protocol.get();
        for (Member member : group.members()) {
            switch (member) {
                case Member.Addresses(Word word, AddressRange range, int port) -> {
                    if (fits(word, range.size())) {
                        range.addresses().forEach(address -> add(keys, new VirtualServerKey.Address(
                                used, new Endpoint(address, port)), word));
                    }
                }
                case Member.Mark(Word word, var own, int mark) -> {
                    Family family = own != null ? own : families.isEmpty() ? marks : only(families, word);
                    if (family != null && fits(word, 1)) {
                        add(keys, new VirtualServerKey.Fwmark(family, mark), word);
                    }
                }
            }
        }
        if (keys.isEmpty()) {
            problems.mistake(name.position(), "virtual_server_group " + name.text() + " in line "
                    + group.position().line() + " has no address and no mark that can be used",
                    "the virtual server is ignored", null);
        }
        return List.copyOf(keys.keySet());
    }

    private @Nullable Family only(Set<Family> families, Word mark) {
        if (families.size() == 1) {
            return families.iterator().next();
        }
        problems.mistake(mark.position(), "firewall mark " + mark.text() + " is in a group of IPv4 and IPv6 addresses"
                + " and has no family", "it is skipped", "say inet or inet6 behind it");
        return null;
    }

    private boolean fits(Word word, long count) {
        boolean fits = count <= MOST_SERVICES - services;
        if (fits) {
            services += count;
        } else {
            problems.error(word.position(), word.text() + " is " + (count == Long.MAX_VALUE ? "far too many" : count)
                    + " addresses: virtual servers with groups have at most " + MOST_SERVICES + " services together",
                    "each address is a service of its own; a firewall mark is one for all");
        }
        return fits;
    }

    private void add(Map<VirtualServerKey, Position> keys, VirtualServerKey key, Word word) {
        Position known = keys.putIfAbsent(key, word.position());
        if (known != null) {
            problems.mistake(word.position(), key + " is in this group in line " + known.line() + " already",
                    "it is ignored here", null);
        }
    }
}
