package dev.lvsd.config;

import dev.lvsd.net.routing.Route;
import dev.lvsd.net.routing.RoutingEntry;
import dev.lvsd.net.routing.Rule;
import java.util.List;

/// What stays in the kernel while the daemon runs, whoever is master.
///
/// @param addresses `static_ipaddress`, none twice on an interface
/// @param routes `static_routes`, then `static_rules`
public record StaticSettings(List<StaticAddress> addresses, List<StaticRoute> routes) {
    /// Nothing.
    public static final StaticSettings NONE = new StaticSettings(List.of(), List.of());

    /// Copies the list.
    public StaticSettings {
        addresses = List.copyOf(addresses);
        routes = List.copyOf(routes);
    }

    /// The routes and rules alone.
    public Routing routing() {
        return new Routing(entries(Route.class), entries(Rule.class));
    }

    private <T extends RoutingEntry> List<T> entries(Class<T> kind) {
        return routes.stream().map(StaticRoute::entry).filter(kind::isInstance).map(kind::cast).toList();
    }
}
