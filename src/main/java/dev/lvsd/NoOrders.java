package dev.lvsd;

import dev.lvsd.orders.GivenOrder;
import dev.lvsd.orders.OrderTarget;
import dev.lvsd.orders.Orders;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Refuses every order.
final class NoOrders implements Orders {
    private static final Outcome REFUSED = new Outcome.Refused("this lvsd does not take orders about real servers yet");

    @Override
    public List<GivenOrder> given() {
        return List.of();
    }

    @Override
    public CompletableFuture<Outcome> give(GivenOrder order) {
        return CompletableFuture.completedFuture(REFUSED);
    }

    @Override
    public CompletableFuture<Outcome> revoke(OrderTarget target, String by) {
        return CompletableFuture.completedFuture(REFUSED);
    }
}
