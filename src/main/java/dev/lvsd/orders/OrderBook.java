package dev.lvsd.orders;

import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.net.IpAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// The orders that count, at most one for each target. Immutable.
///
/// Which of several orders counts for a real server: the one that names its virtual server before one about every
/// virtual server, then the one that names its port, then the later one.
public final class OrderBook {
    /// No orders.
    public static final OrderBook EMPTY = new OrderBook(List.of());

    private final List<GivenOrder> given;
    private final Map<IpAddress, List<GivenOrder>> byAddress = new HashMap<>();

    private OrderBook(List<GivenOrder> given) {
        this.given = given;
        given.forEach(order ->
                byAddress.computeIfAbsent(order.target().address(), _ -> new ArrayList<>()).add(order));
    }

    /// The book of orders that were kept; of two about the same target the later one counts.
    public static OrderBook of(Collection<GivenOrder> orders) {
        OrderBook book = EMPTY;
        for (GivenOrder order : orders.stream().sorted(Comparator.comparing(GivenOrder::at)).toList()) {
            book = book.with(order, List.of());
        }
        return book;
    }

    /// The orders, the first given first; unmodifiable.
    public List<GivenOrder> given() {
        return given;
    }

    /// Whether there is none.
    public boolean isEmpty() {
        return given.isEmpty();
    }

    /// The book with another order, which replaces the one about the same target.
    ///
    /// @param keys all keys of the virtual server that the target names; empty where it is not configured
    public OrderBook with(GivenOrder order, Collection<VirtualServerKey> keys) {
        List<GivenOrder> next = others(order.target(), keys);
        next.add(order);
        return new OrderBook(List.copyOf(next));
    }

    /// The book without the order about a target; this one where there is none.
    ///
    /// @param keys all keys of the virtual server that the target names; empty where it is not configured
    public OrderBook without(OrderTarget target, Collection<VirtualServerKey> keys) {
        List<GivenOrder> next = others(target, keys);
        return next.size() == given.size() ? this : new OrderBook(List.copyOf(next));
    }

    /// The order that counts for a real server, null for none.
    ///
    /// @param keys of its virtual server
    /// @param address its address
    /// @param hasPort whether a port is one of its own
    public @Nullable GivenOrder about(
            Collection<VirtualServerKey> keys, IpAddress address, IntPredicate hasPort) {
        GivenOrder best = null;
        for (GivenOrder order : byAddress.getOrDefault(address, List.of())) {
            OrderTarget target = order.target();
            boolean isAbout = (target.virtualServer() == null || keys.contains(target.virtualServer()))
                    && (target.port() == null || hasPort.test(target.port()));
            if (isAbout && (best == null || exactness(target) >= exactness(best.target()))) {
                best = order;
            }
        }
        return best;
    }

    private List<GivenOrder> others(OrderTarget target, Collection<VirtualServerKey> keys) {
        List<GivenOrder> others = new ArrayList<>(given);
        others.removeIf(order -> isSame(order.target(), target, keys));
        return others;
    }

    private static boolean isSame(OrderTarget one, OrderTarget other, Collection<VirtualServerKey> keys) {
        return one.equals(other)
                || (one.virtualServer() != null
                        && other.virtualServer() != null
                        && keys.contains(one.virtualServer())
                        && keys.contains(other.virtualServer())
                        && one.equals(new OrderTarget(one.virtualServer(), other.address(), other.port())));
    }

    private static int exactness(OrderTarget target) {
        return (target.virtualServer() == null ? 0 : 2) + (target.port() == null ? 0 : 1);
    }
}
