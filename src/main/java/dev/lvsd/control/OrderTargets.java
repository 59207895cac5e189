package dev.lvsd.control;

import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.ipvs.reconciler.RealServerStatus;
import dev.lvsd.ipvs.reconciler.TableStatus;
import dev.lvsd.ipvs.reconciler.VirtualServerStatus;
import dev.lvsd.net.Endpoint;
import dev.lvsd.orders.AppliedOrder;
import dev.lvsd.orders.GivenOrder;
import dev.lvsd.orders.Order;
import dev.lvsd.orders.OrderTarget;
import dev.lvsd.orders.Orders;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds whom an order is about, by the names that people write.
///
/// @param table what there is
record OrderTargets(TableStatus table) {
    /// The name of all virtual servers.
    static final String ALL = "all";

    private static final String GROUP = "group ";

    /// Whom a new order is about: what it names is configured.
    ///
    /// @param virtualServer a name, or `all`
    /// @throws NameException where a text is no name, nothing has it, or more than one thing has
    OrderTarget named(String virtualServer, String realServer) throws NameException {
        if (virtualServer.equals(ALL)) {
            return everywhere(realServer, endpoints(null).keySet());
        }
        VirtualServerKey key = one(virtualServer, Set.of());
        Map<Endpoint, Endpoint> configured = endpoints(key);
        List<Endpoint> meant = RealServerName.all(realServer, configured.keySet()).stream()
                .map(one -> configured.getOrDefault(one, one))
                .distinct()
                .toList();
        return OrderTarget.of(key, NameSearch.REAL_SERVERS.one(realServer, meant));
    }

    /// A real server in all virtual servers; its address alone is every port.
    private static OrderTarget everywhere(String text, Collection<Endpoint> known) throws NameException {
        Endpoint first = RealServerName.all(text, known).getFirst();
        RealServerName name = RealServerName.parse(text);
        return name == null
                ? OrderTarget.everywhere(first.address())
                : new OrderTarget(null, name.at(), name.port());
    }

    /// The targets of the orders that a name means, configured or not; none where nothing is ordered about it.
    ///
    /// @throws NameException where a text is no name, or neither anything configured nor an order has it
    List<OrderTarget> ordered(String virtualServer, String realServer) throws NameException {
        boolean all = virtualServer.equals(ALL);
        Set<VirtualServerKey> named = new LinkedHashSet<>();
        given().forEach(target -> {
            if (target.virtualServer() != null) {
                named.add(target.virtualServer());
            }
        });
        VirtualServerKey key = all ? null : one(virtualServer, named);
        List<OrderTarget> there = given().stream()
                .filter(target -> Objects.equals(target.virtualServer() == null ? null
                        : first(target.virtualServer()), key))
                .toList();
        Set<Endpoint> known = new LinkedHashSet<>(endpoints(key).keySet());
        there.forEach(target -> known.add(new Endpoint(target.address(), target.port() == null ? 0 : target.port())));
        List<Endpoint> meant = RealServerName.all(realServer, known);
        RealServerName name = RealServerName.parse(realServer);
        return there.stream()
                .filter(target -> meant.stream().anyMatch(one -> one.address().equals(target.address()))
                        && (name == null || name.port() == null || name.port().equals(target.port())))
                .toList();
    }

    /// The target of an order about a real server in all virtual servers, null for none.
    @Nullable OrderTarget wider(String realServer) {
        RealServerName name = RealServerName.parse(realServer);
        return name == null ? null : given().stream()
                .filter(target -> target.virtualServer() == null && target.address().equals(name.at()))
                .findFirst()
                .orElse(null);
    }

    /// The targets of orders that keep clients on a real server of which a wider order says that it leaves: without
    /// these, it would stay.
    static List<OrderTarget> weighed(TableStatus table, OrderTarget wider) {
        return table.orders().stream()
                .map(AppliedOrder::given)
                .filter(given -> given.order() instanceof Order.Weight(int weight, _) && weight > 0)
                .map(GivenOrder::target)
                .filter(target -> !target.equals(wider) && wider.virtualServer() == null
                        && target.address().equals(wider.address())
                        && (wider.port() == null || wider.port().equals(target.port())))
                .toList();
    }

    /// The real servers that follow an order.
    static List<Orders.Place> places(TableStatus table, OrderTarget target) {
        return table.orders().stream()
                .filter(one -> one.given().target().equals(target))
                .flatMap(one -> one.about().stream())
                .toList();
    }

    private List<OrderTarget> given() {
        return table.orders().stream().map(one -> one.given().target()).toList();
    }

    /// The first key of the one virtual server that a text names: by any of its services, or as `group NAME`.
    ///
    /// @param others keys that are known besides those of the table
    private VirtualServerKey one(String text, Set<VirtualServerKey> others) throws NameException {
        Set<VirtualServerKey> known = new LinkedHashSet<>(others);
        Set<VirtualServerKey> meant = new LinkedHashSet<>();
        for (VirtualServerStatus service : table.virtualServers()) {
            known.add(service.key());
            if (service.group() != null && text.strip().equals(GROUP + service.group())) {
                meant.add(service.virtualServer());
            }
        }
        if (meant.isEmpty()) {
            ServiceName.all(text, known).forEach(key -> meant.add(first(key)));
        }
        return NameSearch.VIRTUAL_SERVERS.one(text, List.copyOf(meant));
    }

    /// The first key of the virtual server that has a key.
    private VirtualServerKey first(VirtualServerKey key) {
        return table.virtualServers().stream()
                .filter(service -> service.key().equals(key))
                .map(VirtualServerStatus::virtualServer)
                .findFirst()
                .orElse(key);
    }

    /// The configured real servers by what they are called: as in the configuration, and as in the table, where one
    /// without a port has that of the service.
    ///
    /// @param of a virtual server, null for all
    private Map<Endpoint, Endpoint> endpoints(@Nullable VirtualServerKey of) {
        Map<Endpoint, Endpoint> endpoints = new LinkedHashMap<>();
        for (VirtualServerStatus service : table.virtualServers()) {
            if (of == null || of.equals(service.virtualServer())) {
                for (RealServerStatus server : service.realServers()) {
                    if (server.configured() != null) {
                        endpoints.put(server.configuredEndpoint(), server.configuredEndpoint());
                        endpoints.putIfAbsent(server.endpoint(), server.configuredEndpoint());
                    }
                }
            }
        }
        return endpoints;
    }
}
