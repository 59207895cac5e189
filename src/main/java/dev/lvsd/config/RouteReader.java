package dev.lvsd.config;

import dev.lvsd.config.RoutingWords.Unreadable;
import dev.lvsd.config.text.ProblemCollector;
import dev.lvsd.config.tree.Node;
import dev.lvsd.config.tree.Word;
import dev.lvsd.net.Family;
import dev.lvsd.net.IpAddress;
import dev.lvsd.net.Prefix;
import dev.lvsd.net.routing.NextHop;
import dev.lvsd.net.routing.Route;
import dev.lvsd.net.routing.RouteType;
import dev.lvsd.net.routing.RoutingEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads one line of `virtual_routes` or `static_routes`: the words of `ip route add`, and `no_track`.
final class RouteReader {
    private static final Set<String> NOT_YET = Set.of("encap", "vrf", "ttl-propagate", "as", "from", "nhid");

    private final RoutingWords words;
    private final HopsReader hops;
    private final RouteMetricsReader metrics;
    private RouteType type = RouteType.UNICAST;
    private @Nullable Family family;
    private @Nullable Prefix destination;
    private boolean everything;
    private int tos;
    private long table = Route.MAIN_TABLE;
    private long metric;
    private @Nullable Word protocolWord;
    private int protocol = RoutingEntry.PROTOCOL;
    private int scope = -1;
    private @Nullable IpAddress source;
    private long realms;
    private String preference = "";
    private long expires;
    private Route.Insertion insertion = Route.Insertion.PREPEND;
    private boolean tracked = true;
    private @Nullable Word trackGroup;

    private RouteReader(RoutingWords words) {
        this.words = words;
        hops = new HopsReader(words);
        metrics = new RouteMetricsReader(words);
    }

    /// A route and the word behind its `track_group`, null for none.
    record Read(Route route, @Nullable Word trackGroup) {}

    /// The route of a line.
    ///
    /// @throws Unreadable where it cannot be read, which has been reported
    static Read read(Node.Line line, RoutingNames names, ProblemCollector problems)
            throws Unreadable {
        RouteReader reader = new RouteReader(new RoutingWords(line, "route", names, problems));
        while (reader.words.hasNext()) {
            reader.option(reader.words.take());
        }
        return new Read(reader.route(), reader.trackGroup);
    }

    private void option(Word word) throws Unreadable {
        if (metrics.reads(word) || hops.reads(word)) {
            return;
        }
        switch (word.text()) {
            case "inet" -> family = Family.IPV4;
            case "inet6" -> family = Family.IPV6;
            case "to" -> destination(words.valueOf(word));
            case "src" -> source = words.address(word);
            case "tos", "dsfield" -> tos = (int) words.named(RoutingNames.Kind.TOS, word);
            case "table" -> table = words.named(RoutingNames.Kind.TABLE, word);
            case "metric", "preference", "priority" -> metric = words.number(word, 0, 0xffff_ffffL);
            case "proto", "protocol" -> {
                protocolWord = word;
                protocol = (int) words.named(RoutingNames.Kind.PROTOCOL, word);
            }
            case "scope" -> scope = (int) words.named(RoutingNames.Kind.SCOPE, word);
            case "realms" -> realms = words.realms(word);
            case "pref" -> preference = preference(words.valueOf(word));
            case "expires" -> expires = words.number(word, 1, 0xffff_ffffL);
            case "add" -> insertion = Route.Insertion.ADD;
            case "append" -> insertion = Route.Insertion.APPEND;
            case "prepend" -> insertion = Route.Insertion.PREPEND;
            case "no_track" -> tracked = false;
            case "track_group" -> trackGroup = words.valueOf(word);
            case String _ -> typeOrDestination(word);
        }
    }

    private void typeOrDestination(Word word) throws Unreadable {
        RouteType named = RouteType.of(word.text());
        if (named != null) {
            type = named;
        } else if (NOT_YET.contains(word.text())) {
            throw words.unreadable(word.position(), word.text() + " of routes is not supported", null);
        } else {
            destination(word);
        }
    }

    private void destination(Word word) throws Unreadable {
        Prefix prefix = RoutingWords.prefix(word.text());
        if (destination != null || everything) {
            throw words.unreadable(word.position(), "\"" + word.text() + "\" is no option of a route", null);
        }
        if (RoutingWords.isAll(word)) {
            everything = true;
            return;
        }
        if (prefix == null) {
            throw words.unreadable(word.position(), "\"" + word.text()
                    + "\" is neither an option of a route nor its destination", "a destination is 192.0.2.0/24");
        }
        destination = network(prefix);
        if (!destination.equals(prefix)) {
            words.otherwise(word.position(), prefix + " has bits behind its prefix length", destination
                    + " is taken");
        }
    }

    private static Prefix network(Prefix prefix) {
        byte[] bytes = prefix.address().bytes();
        for (int bit = prefix.length(); bit < bytes.length * 8; bit++) {
            bytes[bit / 8] &= (byte) ~(0x80 >> bit % 8);
        }
        return new Prefix(IpAddress.of(bytes), prefix.length());
    }

    private String preference(Word value) throws Unreadable {
        return switch (value.text()) {
            case "low", "medium", "high" -> value.text();
            case String text -> throw words.unreadable(value.position(), "pref is low, medium or high, not \"" + text
                    + "\"", null);
        };
    }

    private Route route() throws Unreadable {
        List<NextHop> found = hops.hops();
        Family of = family(found);
        Prefix to = destination != null ? destination : RoutingWords.everything(of);
        if (destination == null && !everything) {
            throw words.unreadable(words.start(), "a route without a destination",
                    "\"default\" is the destination of all packets");
        }
        if (to.address().family() != of || (source != null && source.family() != of)) {
            throw words.unreadable(words.start(), "a route with addresses of both families", null);
        }
        if (type.isDeadEnd() != found.isEmpty()) {
            throw words.unreadable(words.start(), type.isDeadEnd() ? "a " + type.word()
                    + " route leads nowhere: via and dev make no sense"
                    : "a route needs via or dev", null);
        }
        if (tracked && protocol != RoutingEntry.PROTOCOL) {
            words.otherwise(protocolWord == null ? words.start() : protocolWord.position(),
                    "a tracked route has protocol " + RoutingEntry.PROTOCOL, "it is taken; no_track keeps another");
            protocol = RoutingEntry.PROTOCOL;
        }
        return new Route(
                type, to, new Route.Key(tos, table == 0 ? Route.MAIN_TABLE : table, metric),
                new Route.Attributes(
                        protocol, scope < 0 ? Route.defaultScope(type, of) : scope, source, realms, preference,
                        expires),
                found, metrics.metrics(), insertion, tracked);
    }

    private Family family(List<NextHop> found) {
        if (family != null) {
            return family;
        }
        if (destination != null) {
            return destination.address().family();
        }
        List<IpAddress> all = new ArrayList<>();
        found.stream().map(NextHop::gateway).filter(gateway -> gateway != null).forEach(all::add);
        return all.isEmpty() ? source == null ? Family.IPV4 : source.family() : all.getFirst().family();
    }
}
