package dev.lvsd.ipvs.reconciler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.net.Endpoint;
import dev.lvsd.net.Family;
import dev.lvsd.net.IpAddress;
import dev.lvsd.orders.GivenOrder;
import dev.lvsd.orders.Order;
import dev.lvsd.orders.OrderBook;
import dev.lvsd.orders.OrderTarget;
import dev.lvsd.pool.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrdersFileTest {
    private static final VirtualServerKey MARK = new VirtualServerKey.Fwmark(Family.IPV6, -7);
    private static final Instant AT = Instant.parse("2026-11-21T10:48:50.123456Z");

    @TempDir
    private Path directory = Path.of("");

    @Test
    void ordersOfEveryKindAreReadAsTheyWereWritten() throws IOException {
        IpAddress six = Samples.endpoint("[2001:db8::1]:443").address();
        OrderBook book = OrderBook.of(List.of(
                given(0, OrderTarget.of(Samples.WEB, Samples.RS1), new Order.Drain(null), "\"why\"\tÄ \u2603"),
                given(1, OrderTarget.of(MARK, new Endpoint(six, 0)), new Order.Drain(Duration.ofMillis(1500)), ""),
                given(2, OrderTarget.everywhere(six), new Order.Disable(), ""),
                given(3, new OrderTarget(Samples.WEB, six, null), new Order.Weight(0, Duration.ZERO), "x"),
                given(4, new OrderTarget(null, six, 443), new Order.Weight(7, Duration.ofHours(2)), "x")));
        store().keep(book);
        assertEquals(book.given(), store().orders().given());
        String text = Files.readString(directory.resolve("orders"), StandardCharsets.US_ASCII);
        assertTrue(text.startsWith("# lvsd orders 1\n"), text);
    }

    @Test
    void departuresAreReadAsTheyWereWritten() throws IOException {
        List<Departure> departures = List.of(
                new Departure(Samples.WEB, Samples.RS1, AT, AT.plusSeconds(900)),
                new Departure(MARK, Samples.endpoint("[2001:db8::1]:0"), AT, AT));
        store().keep(departures);
        assertEquals(departures, store().departures().stream()
                .sorted((one, other) -> other.deadline().compareTo(one.deadline())).toList());
    }

    @Test
    void firstStartHasNoOrders() {
        assertTrue(store().orders().isEmpty());
        assertEquals(List.of(), store().departures());
    }

    @Test
    void linesThatCannotBeReadAreKeptAsideOnceAndTheOthersCount() throws IOException {
        GivenOrder good = given(0, OrderTarget.of(Samples.WEB, Samples.RS1), new Order.Disable(), "");
        List<String> bad = List.of(
                "nonsense", "[]", "{\"order\":\"drain\"}",
                OrdersText.of(good).replace("disable", "polish"),
                OrdersText.of(good).replace("disable", "weight"),
                OrdersText.of(good).replace("2026", "soon"),
                OrdersText.of(good).replace("TCP", "ICMP"),
                OrdersText.of(good).replace("\"port\":80", "\"port\":80000"));
        StringBuilder text = new StringBuilder("# lvsd orders 1\n").append(OrdersText.of(good)).append('\n');
        bad.forEach(line -> text.append(line).append('\n'));
        Files.writeString(directory.resolve("orders"), text);
        for (int start = 0; start < 2; start++) {
            assertEquals(List.of(good), store().orders().given());
            assertEquals(bad, Files.readAllLines(directory.resolve("orders.unreadable")));
        }
    }

    @Test
    void noTextMakesTheReaderFail() throws IOException {
        String good = OrdersText.of(given(0, OrderTarget.of(Samples.WEB, Samples.RS1), new Order.Drain(null), "why"));
        Random random = new Random(5);
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = good.getBytes(StandardCharsets.ISO_8859_1);
            for (int j = random.nextInt(4); j >= 0; j--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            Files.write(directory.resolve("orders"), bytes);
            assertTrue(store().orders().given().size() <= 1);
        }
    }

    @Test
    void fileThatCannotBeReadIsNotOverwritten() throws IOException {
        Files.writeString(directory.resolve("orders"), "# lvsd orders 2\n{}\n");
        OrdersFile store = store();
        assertTrue(store.orders().isEmpty());
        IOException refused = assertThrows(IOException.class, () -> store.keep(OrderBook.EMPTY));
        assertTrue(String.valueOf(refused.getMessage()).endsWith("mend it and restart lvsd"), refused.getMessage());
        assertEquals("# lvsd orders 2\n{}\n", Files.readString(directory.resolve("orders")));
    }

    private OrdersFile store() {
        return new OrdersFile(directory);
    }

    private static GivenOrder given(int second, OrderTarget target, Order order, String reason) {
        return new GivenOrder(target, order, "alice", AT.plusSeconds(second), reason);
    }
}
