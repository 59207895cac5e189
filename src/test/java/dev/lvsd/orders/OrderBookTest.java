package dev.lvsd.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.net.Family;
import dev.lvsd.net.IpAddress;
import dev.lvsd.pool.Samples;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OrderBookTest {
    private static final VirtualServerKey WEB = Samples.WEB;
    private static final VirtualServerKey MARK = new VirtualServerKey.Fwmark(Family.IPV4, 7);
    private static final IpAddress ADDRESS = Samples.RS1.address();

    @Test
    void laterOrderAboutTheSameTargetReplacesTheEarlier() {
        GivenOrder later = order(WEB, 80, 2);
        OrderBook book = OrderBook.EMPTY.with(order(WEB, 80, 1), List.of()).with(later, List.of());
        assertEquals(List.of(later), book.given());
        assertEquals(List.of(later), OrderBook.of(List.of(later, order(WEB, 80, 1))).given());
    }

    @Test
    void orderThatSaysMoreExactlyWhomItMeansCounts() {
        GivenOrder exact = order(WEB, 80, 1);
        GivenOrder anyPort = order(WEB, null, 2);
        GivenOrder portEverywhere = order(null, 80, 3);
        GivenOrder everywhere = order(null, null, 4);
        OrderBook book = OrderBook.of(List.of(exact, anyPort, portEverywhere, everywhere));
        assertSame(exact, about(book, 80, WEB));
        assertSame(anyPort, about(book, 81, WEB));
        assertSame(portEverywhere, about(book, 80, MARK));
        assertSame(everywhere, about(book, 81, MARK));
        assertNull(book.about(List.of(WEB), Samples.RS2.address(), port -> true));
    }

    @Test
    void orderAboutAnyServiceOfAGroupIsAboutTheGroup() {
        List<VirtualServerKey> group = List.of(WEB, MARK);
        GivenOrder first = order(WEB, 80, 1);
        GivenOrder second = order(MARK, 80, 2);
        OrderBook book = OrderBook.EMPTY.with(first, group);
        assertSame(first, book.about(group, ADDRESS, port -> port == 80));
        assertEquals(List.of(second), book.with(second, group).given());
        assertEquals(List.of(), book.without(second.target(), group).given());
        assertSame(book, book.without(second.target(), List.of(MARK)));
    }

    @Test
    void narrowOrderThatEndsLeavesTheWideOne() {
        GivenOrder everywhere = order(null, null, 1);
        GivenOrder exact = order(WEB, 80, 2);
        OrderBook book = OrderBook.of(List.of(everywhere, exact));
        assertSame(everywhere, about(book.without(exact.target(), List.of(WEB)), 80, WEB));
    }

    private static @Nullable GivenOrder about(OrderBook book, int port, VirtualServerKey key) {
        return book.about(List.of(key), ADDRESS, own -> own == port);
    }

    private static GivenOrder order(@Nullable VirtualServerKey key, @Nullable Integer port, int second) {
        return new GivenOrder(
                new OrderTarget(key, ADDRESS, port), new Order.Disable(), "alice",
                Instant.ofEpochSecond(second), "");
    }
}
