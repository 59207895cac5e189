package dev.lvsd.config;

import dev.lvsd.net.routing.Route;
import dev.lvsd.net.routing.RoutingEntry;
import dev.lvsd.net.routing.Rule;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Routes and rules that come and go together.
///
/// @param routes in the order of the file, in which they are added
/// @param rules in the order of the file, added after the routes
public record Routing(List<Route> routes, List<Rule> rules) {
    /// None.
    public static final Routing NONE = new Routing(List.of(), List.of());

    /// Copies the lists.
    public Routing {
        routes = List.copyOf(routes);
        rules = List.copyOf(rules);
    }

    /// All, in the order in which they are added.
    public List<RoutingEntry> entries() {
        return Stream.<RoutingEntry>concat(routes.stream(), rules.stream()).toList();
    }

    /// Names of the interfaces without which a tracked one cannot be.
    public Set<String> devices() {
        Set<String> devices = new LinkedHashSet<>();
        entries().stream().filter(RoutingEntry::tracked).forEach(entry -> devices.addAll(entry.devices()));
        return devices;
    }
}
