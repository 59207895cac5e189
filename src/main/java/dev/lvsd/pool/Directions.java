package dev.lvsd.pool;

import dev.lvsd.config.DrainSettings;
import dev.lvsd.config.RealServer;
import dev.lvsd.config.Service;
import dev.lvsd.config.VirtualServer;
import dev.lvsd.ipvs.RealServerOptions;
import dev.lvsd.ipvs.VirtualServerEntry;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.net.Endpoint;
import dev.lvsd.orders.GivenOrder;
import dev.lvsd.orders.Moment;
import dev.lvsd.orders.OrderBook;
import java.time.Instant;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What decides about real servers beside the configuration and their health.
///
/// @param book operators' orders
/// @param drains how long drains last
/// @param leaves whether a real server of a service is at weight 0 only since the configuration did not have it, by its
///     address and port in the table
/// @param now the moment
public record Directions(
        OrderBook book, DrainSettings drains, BiPredicate<VirtualServerKey, Endpoint> leaves, Moment now) {
    /// No orders, and nobody leaves.
    public static final Directions NONE = new Directions(
            OrderBook.EMPTY, DrainSettings.DEFAULTS, (_, _) -> false, new Moment(0, Instant.EPOCH));

    /// What an order makes of a real server, null where there is none about it.
    ///
    /// @param table what the table has of a service, null for nothing
    /// @param before what an order made of it so far, null for nothing: the same order goes on
    @SuppressWarnings("ReferenceEquality") // an order is given once: the same one is the same object
    @Nullable Hold hold(
            VirtualServer virtualServer,
            RealServer realServer,
            Function<VirtualServerKey, @Nullable VirtualServerEntry> table,
            @Nullable Hold before) {
        GivenOrder order = book.isEmpty() ? null : book.about(
                virtualServer.keys(),
                realServer.endpoint().address(),
                port -> hasPort(virtualServer, realServer, port));
        if (order == null || (before != null && before.order() == order)) {
            return order == null ? null : before;
        }
        Integer inTable = null;
        for (Service service : virtualServer.services()) {
            VirtualServerEntry entry = table.apply(service.key());
            RealServerOptions options =
                    entry == null ? null : entry.realServers().get(realServer.endpoint(service.key()));
            if (options != null) {
                inTable = inTable == null ? options.weight() : Math.max(inTable, options.weight());
            }
        }
        return Hold.of(order, inTable, drains.timeout(virtualServer.options()), now);
    }

    /// Whether a real server that is configured again was about to leave.
    boolean returns(VirtualServer virtualServer, RealServer realServer) {
        return virtualServer.services().stream()
                .anyMatch(service -> leaves.test(service.key(), realServer.endpoint(service.key())));
    }

    private static boolean hasPort(VirtualServer virtualServer, RealServer realServer, int port) {
        return realServer.endpoint().port() == port || virtualServer.services().stream()
                .anyMatch(service -> realServer.endpoint(service.key()).port() == port);
    }
}
