package dev.lvsd.control;

import dev.lvsd.check.Health;
import dev.lvsd.config.Quorum;
import dev.lvsd.ipvs.Forwarding;
import dev.lvsd.ipvs.RealServerCounters;
import dev.lvsd.ipvs.RealServerOptions;
import dev.lvsd.ipvs.TableKind;
import dev.lvsd.ipvs.TrafficCounters;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.ipvs.VirtualServerOptions;
import dev.lvsd.ipvs.reconciler.OthersStatus;
import dev.lvsd.ipvs.reconciler.RealServerStatus;
import dev.lvsd.ipvs.reconciler.SorryServerStatus;
import dev.lvsd.ipvs.reconciler.TableStatus;
import dev.lvsd.ipvs.reconciler.TableTotals;
import dev.lvsd.ipvs.reconciler.VirtualServerStatus;
import dev.lvsd.ipvs.whole.WholeStatus;
import dev.lvsd.net.Endpoint;
import dev.lvsd.net.Family;
import dev.lvsd.net.Protocol;
import dev.lvsd.orders.AppliedOrder;
import dev.lvsd.orders.GivenOrder;
import dev.lvsd.orders.Order;
import dev.lvsd.orders.OrderTarget;
import dev.lvsd.orders.Orders;
import dev.lvsd.orders.Standing;
import dev.lvsd.pool.QuorumState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A table of which orders are given at once: 12 active connections and 3 templates at each real server.
final class FakeOrders implements Orders {
    final Map<OrderTarget, GivenOrder> given = new TreeMap<>(Comparator.comparing(OrderTarget::toString));
    final List<OrderTarget> revoked = new ArrayList<>();
    @Nullable String obstacle;
    private final List<VirtualServerStatus> services = new ArrayList<>();

    /// Adds a virtual server.
    ///
    /// @param servers addresses, each with its weight in the table behind a blank
    FakeOrders service(String key, int quorum, @Nullable String sorry, String... servers) {
        return service(key, key, null, quorum, sorry, servers);
    }

    /// Adds a service of a group.
    FakeOrders service(
            String key, String first, @Nullable String group, int quorum, @Nullable String sorry, String... servers) {
        List<RealServerStatus> real = new ArrayList<>();
        long live = 0;
        for (String server : servers) {
            String[] parts = server.split(" ", -1);
            int weight = Integer.parseInt(parts[1]);
            live += weight;
            RealServerOptions options = RealServerOptions.of(Forwarding.DR, weight);
            real.add(new RealServerStatus(
                    endpoint(parts[0]), endpoint(parts[0]), Health.UP, null, options, options, options,
                    new RealServerCounters(12, 0, 3, TrafficCounters.ZERO), null));
        }
        RealServerOptions options = RealServerOptions.of(Forwarding.DR, 1);
        services.add(new VirtualServerStatus(
                key(key), key(first), group, VirtualServerOptions.of("wlc", Family.IPV4), null, TrafficCounters.ZERO,
                new QuorumState(true, new Quorum(quorum, 0), live, quorum),
                sorry == null ? null
                        : new SorryServerStatus(endpoint(sorry), false, options, null, RealServerCounters.ZERO),
                real, null));
        return this;
    }

    static VirtualServerKey key(String text) {
        return new VirtualServerKey.Address(Protocol.TCP, endpoint(text));
    }

    static Endpoint endpoint(String text) {
        return Objects.requireNonNull(Endpoint.parse(text));
    }

    TableStatus table() {
        List<VirtualServerStatus> now = services.stream()
                .map(this::ordered)
                .toList();
        return new TableStatus(TableKind.MEMORY, true, now, TableTotals.ZERO,
                given.values().stream().map(order -> new AppliedOrder(order, places(order.target()))).toList(),
                OthersStatus.NONE, WholeStatus.NONE);
    }

    private VirtualServerStatus ordered(VirtualServerStatus service) {
        List<RealServerStatus> servers =
                service.realServers().stream().map(server -> ordered(service, server)).toList();
        long live = servers.stream().map(RealServerStatus::desired).filter(Objects::nonNull)
                .mapToLong(RealServerOptions::weight).sum();
        QuorumState quorum = service.quorum();
        return new VirtualServerStatus(
                service.key(), service.virtualServer(), service.group(), service.desired(), service.actual(),
                service.traffic(), new QuorumState(quorum.isUp(), quorum.quorum(), live, quorum.needed()),
                service.sorryServer(), servers, service.refusal());
    }

    private RealServerStatus ordered(VirtualServerStatus service, RealServerStatus server) {
        GivenOrder order = given.values().stream()
                .filter(one -> covers(one.target(), service, server))
                .findFirst()
                .orElse(null);
        if (order == null) {
            return server;
        }
        Standing standing = switch (order.order()) {
            case Order.Drain(Duration timeout) -> new Standing(
                    Standing.Phase.DRAINING, order, order.at(), deadline(order.at(), timeout), 0);
            case Order.Disable _ -> new Standing(Standing.Phase.DISABLED, order, order.at(), null, 0);
            case Order.Weight _ -> new Standing(Standing.Phase.WEIGHTED, order, order.at(), null, 0);
        };
        RealServerOptions actual = RealServerOptions.of(
                Forwarding.DR, order.order() instanceof Order.Weight(int weight, _) ? weight : 0);
        return new RealServerStatus(
                server.endpoint(), server.endpoint(), server.health(), null, server.configured(), actual,
                order.order() instanceof Order.Disable ? null : actual, server.counters(), standing);
    }

    private static Instant deadline(Instant at, @Nullable Duration timeout) {
        return at.plus(timeout == null ? Duration.ofMinutes(5) : timeout);
    }

    private static boolean covers(OrderTarget target, VirtualServerStatus service, RealServerStatus server) {
        return (target.virtualServer() == null || target.virtualServer().equals(service.virtualServer()))
                && target.address().equals(server.endpoint().address())
                && (target.port() == null || target.port() == server.endpoint().port());
    }

    private List<Place> places(OrderTarget target) {
        return services.stream()
                .filter(service -> service.key().equals(service.virtualServer()))
                .flatMap(service -> service.realServers().stream()
                        .filter(server -> covers(target, service, server))
                        .map(server -> new Place(service.virtualServer(), server.endpoint())))
                .toList();
    }

    @Override
    public List<GivenOrder> given() {
        return List.copyOf(given.values());
    }

    @Override
    public CompletableFuture<Outcome> give(GivenOrder order) {
        if (obstacle != null) {
            return CompletableFuture.completedFuture(new Outcome.Refused(obstacle));
        }
        given.put(order.target(), order);
        return CompletableFuture.completedFuture(new Outcome.Done(places(order.target())));
    }

    @Override
    public CompletableFuture<Outcome> revoke(OrderTarget target, String by) {
        given.remove(target);
        revoked.add(target);
        return CompletableFuture.completedFuture(new Outcome.Done(places(target)));
    }
}
