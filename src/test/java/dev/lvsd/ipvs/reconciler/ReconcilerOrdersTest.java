package dev.lvsd.ipvs.reconciler;

import static dev.lvsd.pool.Samples.RS1;
import static dev.lvsd.pool.Samples.RS2;
import static dev.lvsd.pool.Samples.WEB;
import static dev.lvsd.pool.Samples.dr;
import static dev.lvsd.pool.Samples.entry;
import static dev.lvsd.pool.Samples.realServer;
import static dev.lvsd.pool.Samples.web;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.config.DrainSettings;
import dev.lvsd.config.VirtualServer;
import dev.lvsd.ipvs.TableDump;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.orders.GivenOrder;
import dev.lvsd.orders.Moment;
import dev.lvsd.orders.Order;
import dev.lvsd.orders.OrderTarget;
import dev.lvsd.orders.Orders;
import dev.lvsd.orders.Orders.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ReconcilerOrdersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final VirtualServer TWO = web(realServer(RS1, 100, 1), realServer(RS2, 100, 1));
    private static final VirtualServer ONE = web(realServer(RS2, 100, 1));
    private static final OrderTarget FIRST = OrderTarget.of(WEB, RS1);

    @TempDir
    private Path directory = Path.of("");

    private final TroubledTable table = new TroubledTable();
    private Reconciler reconciler = new Reconciler(table, options(), new Deaf(), new Cores.Forgetful());

    @AfterEach
    void stop() throws InterruptedException {
        assertTrue(reconciler.stop(Reconciler.Ending.KEEP, PATIENCE));
    }

    @Test
    void orderIsAnsweredWhenItIsOnTheDiskAndInTheTable() throws Exception {
        begin(TWO);
        GivenOrder order = order(new Order.Disable());
        assertEquals(new Outcome.Done(List.of(new Orders.Place(WEB, RS1))), get(reconciler.give(order)));
        assertEquals(entry(Map.of(RS2, dr(100))), table.entry(WEB));
        assertEquals(List.of(order), reconciler.given());
        assertEquals(List.of(order), new OrdersFile(directory).orders().given());
        assertEquals(new Outcome.Done(List.of(new Orders.Place(WEB, RS1))), get(reconciler.revoke(FIRST, "bob")));
        assertEquals(entry(Map.of(RS1, dr(100), RS2, dr(100))), table.entry(WEB));
        assertTrue(new OrdersFile(directory).orders().isEmpty());
        assertEquals(new Outcome.Done(List.of()), get(reconciler.revoke(FIRST, "bob")));
    }

    @Test
    void orderThatCannotBeKeptIsRefusedAndNothingChanges() throws Exception {
        begin(TWO);
        Files.createDirectory(directory.resolve("orders.next"));
        Outcome.Refused refused =
                assertInstanceOf(Outcome.Refused.class, get(reconciler.give(order(new Order.Disable()))));
        assertTrue(refused.reason().endsWith("orders: cannot be written: Is a directory"), refused.reason());
        assertEquals(entry(Map.of(RS1, dr(100), RS2, dr(100))), table.entry(WEB));
        assertEquals(List.of(), reconciler.given());
    }

    @Test
    void orderCountsInTheNextRunFromTheFirstStepOn() throws Exception {
        begin(TWO);
        get(reconciler.give(order(new Order.Weight(3, Duration.ZERO))));
        assertTrue(reconciler.stop(Reconciler.Ending.REMOVE, PATIENCE));
        int batches = table.batches();
        begin(TWO);
        until(() -> entry(Map.of(RS1, dr(3), RS2, dr(100))).equals(table.entry(WEB)));
        assertEquals(batches + 1, table.batches());
    }

    @Test
    void drainEndsByItselfAndRampsGoOnByThemselves() throws Exception {
        begin(TWO);
        get(reconciler.give(order(new Order.Drain(null))));
        until(() -> entry(Map.of(RS2, dr(100))).equals(table.entry(WEB)));
        get(reconciler.give(order(new Order.Weight(20, Duration.ofSeconds(2)))));
        until(() -> entry(Map.of(RS1, dr(10), RS2, dr(100))).equals(table.entry(WEB)));
        until(() -> entry(Map.of(RS1, dr(20), RS2, dr(100))).equals(table.entry(WEB)));
    }

    @Test
    void whoLeavesIsOnTheDiskBeforeItsWeightIsZero() throws Exception {
        begin(TWO);
        Files.createDirectory(directory.resolve("leaving.next"));
        reconciler.reload(List.of(ONE), DrainSettings.DEFAULTS).get(20, TimeUnit.SECONDS);
        Files.delete(directory.resolve("leaving.next"));
        until(() -> Files.exists(directory.resolve("leaving")));
        until(() -> entry(Map.of(RS2, dr(100))).equals(table.entry(WEB)));
        until(() -> new OrdersFile(directory).departures().isEmpty());
    }

    @Test
    void orderGivenBeforeTheTableCanBeReadWaitsForIt() throws Exception {
        table.failDumps(3);
        reconciler = new Reconciler(table, options(), new Deaf(), new OrdersFile(directory));
        CompletableFuture<Outcome> answer = reconciler.give(order(new Order.Disable()));
        reconciler.start(List.of(TWO), Set.of(), DrainSettings.DEFAULTS);
        assertInstanceOf(Outcome.Done.class, get(answer));
        assertEquals(entry(Map.of(RS2, dr(100))), table.entry(WEB));
    }

    @Test
    void orderThatComesAtTheEndIsRefused() throws Exception {
        begin(TWO);
        assertTrue(reconciler.stop(Reconciler.Ending.KEEP, PATIENCE));
        assertInstanceOf(Outcome.Refused.class, get(reconciler.give(order(new Order.Disable()))));
    }

    @Test
    void orderRightBehindTheEndIsRefusedToo() throws Exception {
        begin(TWO);
        List<CompletableFuture<Outcome>> late =
                reconciler.ask((_, _) -> List.of(bothInTheMailbox())).get(20, TimeUnit.SECONDS);
        assertInstanceOf(Outcome.Refused.class, get(late.getFirst()));
    }

    /// While the ipvs thread works: when it looks again it finds the end and an order.
    private CompletableFuture<Outcome> bothInTheMailbox() {
        try {
            reconciler.stop(Reconciler.Ending.KEEP, Duration.ZERO);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return reconciler.give(order(new Order.Disable()));
    }

    @Test
    void ordersOfOneRoundAreToldInTheirOrder() {
        OrderIntake intake = new OrderIntake(new Cores.Forgetful());
        intake.add(new OrderIntake.Request.Give(order(new Order.Disable()), new CompletableFuture<>()));
        intake.add(new OrderIntake.Request.Revoke(FIRST, "bob", new CompletableFuture<>()));
        List<Note> notes = intake.work(Cores.starting(
                List.of(TWO), Set.of(), TableDump.EMPTY, Instant.EPOCH, Duration.ZERO), new Moment(0, Instant.EPOCH));
        assertInstanceOf(Note.Ordered.class, notes.getFirst());
        assertInstanceOf(Note.Revoked.class, notes.getLast());
    }

    private void begin(VirtualServer configured) {
        reconciler = new Reconciler(table, options(), new Deaf(), new OrdersFile(directory));
        reconciler.start(List.of(configured), Set.of(), DrainSettings.DEFAULTS);
        until(() -> reconciler.status().acknowledged());
    }

    private static Reconciler.Options options() {
        return new Reconciler.Options(Duration.ofMillis(50), Duration.ofMillis(20));
    }

    private static GivenOrder order(Order order) {
        return new GivenOrder(FIRST, order, "alice", Instant.now(), "");
    }

    private static Outcome get(CompletableFuture<Outcome> answer) throws Exception {
        return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "not within " + PATIENCE);
            Thread.onSpinWait();
        }
    }

    private static final class Deaf implements ReconcilerListener {
        @Override
        public boolean owning(Set<VirtualServerKey> ours) {
            return true;
        }

        @Override
        public void acknowledged() {}
    }
}
