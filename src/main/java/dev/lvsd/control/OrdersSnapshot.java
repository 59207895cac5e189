package dev.lvsd.control;

import dev.lvsd.ipvs.reconciler.RealServerStatus;
import dev.lvsd.ipvs.reconciler.TableStatus;
import dev.lvsd.ipvs.reconciler.VirtualServerStatus;
import dev.lvsd.orders.Orders;
import dev.lvsd.orders.Standing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

/// What operators have ordered, and what leaves of itself.
///
/// @param given the orders, the first given first
/// @param leaving real servers that the configuration no longer has, and that have clients left
public record OrdersSnapshot(List<OrderSnapshot> given, List<OrderedServerSnapshot> leaving) {
    private static final int NAMED = 4;
    /// Nothing was ordered.
    public static final OrdersSnapshot NONE = new OrdersSnapshot(List.of(), List.of());

    /// Copies the lists.
    public OrdersSnapshot {
        given = List.copyOf(given);
        leaving = List.copyOf(leaving);
    }

    /// Those of a table.
    public static OrdersSnapshot of(TableStatus table) {
        return new OrdersSnapshot(
                table.orders().stream()
                        .map(one -> OrderSnapshot.of(one.given(), servers(table, one.about())))
                        .toList(),
                servers(table, (_, server) -> server.standing() != null
                        && server.standing().phase() == Standing.Phase.LEAVING));
    }

    /// The real servers of some places, those that the table does not know left out.
    static List<OrderedServerSnapshot> servers(TableStatus table, List<Orders.Place> places) {
        Set<Orders.Place> wanted = Set.copyOf(places);
        return wanted.isEmpty() ? List.of() : servers(table, (service, server) ->
                wanted.contains(new Orders.Place(service.virtualServer(), server.endpoint()))
                        || wanted.contains(new Orders.Place(service.virtualServer(), server.configuredEndpoint())));
    }

    /// Real servers, once for all services of a virtual server.
    private static List<OrderedServerSnapshot> servers(
            TableStatus table, BiPredicate<VirtualServerStatus, RealServerStatus> wanted) {
        Map<Orders.Place, OrderedServerSnapshot> servers = new LinkedHashMap<>();
        for (VirtualServerStatus service : table.virtualServers()) {
            for (RealServerStatus server : service.realServers()) {
                if (wanted.test(service, server)) {
                    servers.merge(
                            new Orders.Place(service.virtualServer(), server.configuredEndpoint()),
                            OrderedServerSnapshot.of(service.virtualServer(), server), OrderedServerSnapshot::plus);
                }
            }
        }
        return List.copyOf(servers.values());
    }

    /// What an operator should read of orders that are about nothing, a line each; the first ones by name.
    public List<String> complaints() {
        List<OrderSnapshot> idle = given.stream().filter(order -> order.about().isEmpty()).toList();
        List<String> lines = new ArrayList<>();
        idle.stream().limit(NAMED).forEach(order -> lines.add(order.by() + " ordered: " + order.title()
                + "; this is about nothing: its target is not configured, or another order counts there (lvsctl enable "
                + (order.virtualServer() == null ? "all" : order.virtualServer()) + " " + order.realServer()
                + " ends it)"));
        int more = idle.size() - NAMED;
        if (more > 0) {
            lines.add("and " + more + (more == 1 ? " more order is" : " more orders are")
                    + " about nothing: lvsctl orders");
        }
        return lines;
    }

    /// How many real servers follow orders.
    public long followers() {
        return given.stream().mapToLong(one -> one.about().size()).sum();
    }
}
