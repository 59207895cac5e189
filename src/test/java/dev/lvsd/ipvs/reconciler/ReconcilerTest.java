package dev.lvsd.ipvs.reconciler;

import static dev.lvsd.pool.Samples.RS1;
import static dev.lvsd.pool.Samples.RS2;
import static dev.lvsd.pool.Samples.WEB;
import static dev.lvsd.pool.Samples.dr;
import static dev.lvsd.pool.Samples.entry;
import static dev.lvsd.pool.Samples.realServer;
import static dev.lvsd.pool.Samples.web;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.check.Health;
import dev.lvsd.config.RealServer;
import dev.lvsd.config.VirtualServer;
import dev.lvsd.ipvs.Step;
import dev.lvsd.ipvs.TableKind;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.net.Endpoint;
import dev.lvsd.net.Family;
import dev.lvsd.net.IpAddress;
import dev.lvsd.net.Protocol;
import dev.lvsd.pool.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ReconcilerTest {
    private static final VirtualServerKey FORMER = new VirtualServerKey.Fwmark(Family.IPV4, 7);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final VirtualServer TWO = web(realServer(RS1, 100, 1), realServer(RS2, 100, 1));

    private final TroubledTable table = new TroubledTable();
    private final Witness witness = new Witness();
    private final Reconciler reconciler =
            new Reconciler(
                    table, new Reconciler.Options(Duration.ofMillis(50), Duration.ofMillis(20)), witness,
                    new Cores.Forgetful());

    @AfterEach
    void stop() throws InterruptedException {
        assertTrue(reconciler.stop(Reconciler.Ending.KEEP, PATIENCE));
    }

    @Test
    void startProgramsTheTableAndSaysSo() throws InterruptedException {
        reconciler.start(List.of(TWO), Set.of(), Cores.DELETE);
        assertTrue(witness.acknowledged.await(10, TimeUnit.SECONDS));
        assertEquals(Set.of(WEB), witness.owned);
        assertEquals(entry(Map.of(RS1, dr(100), RS2, dr(100))), table.entry(WEB));
        TableStatus status = reconciler.status();
        assertEquals(TableKind.MEMORY, status.kind());
        assertTrue(status.acknowledged());
        assertEquals(1, status.totals().steps().get(Step.Kind.ADD_VIRTUAL_SERVER));
    }

    @Test
    void reportsThatComeInACrowdAreAnsweredInFewBatches() throws InterruptedException {
        reconciler.start(List.of(TWO), Set.of(), Cores.DELETE);
        assertTrue(witness.acknowledged.await(10, TimeUnit.SECONDS));
        int before = table.batches();
        long began = System.nanoTime();
        for (int i = 0; System.nanoTime() - began < Duration.ofMillis(300).toNanos(); i++) {
            reconciler.report(WEB, RS1, 0, i % 2 == 0 ? Health.DOWN : Health.UP);
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
        reconciler.report(WEB, RS1, 0, Health.DOWN);
        until(() -> entry(Map.of(RS2, dr(100))).equals(table.entry(WEB)));
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        int batches = table.batches() - before;
        assertTrue(batches <= took.toMillis() / 20 + 2, () -> batches + " batches in " + took);
    }

    @Test
    void listThatCouldNotBeKeptIsToldAgain() {
        witness.refusals = 3;
        reconciler.start(List.of(TWO), Set.of(), Cores.DELETE);
        until(() -> witness.tellings.get() == 4);
        long reads = reconciler.status().totals().reads();
        until(() -> reconciler.status().totals().reads() > reads + 2);
        assertEquals(4, witness.tellings.get());
    }

    @Test
    void reloadIsAnsweredWhenTheTableHasFollowed() throws Exception {
        reconciler.start(List.of(TWO), Set.of(), Cores.DELETE);
        VirtualServer other = new VirtualServer(FORMER, Samples.WLC, List.of(realServer(RS1, 1, 0)));
        reconciler.reload(List.of(other), Cores.DELETE).get(10, TimeUnit.SECONDS);
        assertEquals(Set.of(FORMER), table.entries().keySet());
        until(() -> witness.owned.equals(Set.of(FORMER)));
    }

    @Test
    void reloadWaitsForATableThatCannotBeReadAndTheLastOneCounts() throws Exception {
        reconciler.start(List.of(TWO), Set.of(), Cores.DELETE);
        assertTrue(witness.acknowledged.await(10, TimeUnit.SECONDS));
        VirtualServer other = new VirtualServer(FORMER, Samples.WLC, List.of());
        table.failDumps(3);
        CompletableFuture<Void> first = reconciler.reload(List.of(other), Cores.DELETE);
        CompletableFuture<Void> second = reconciler.reload(List.of(TWO, other), Cores.DELETE);
        first.get(10, TimeUnit.SECONDS);
        second.get(10, TimeUnit.SECONDS);
        until(() -> table.entries().keySet().equals(Set.of(WEB, FORMER)));
    }

    @Test
    void listedVirtualServerIsOwnedUntilItIsRemoved() throws Exception {
        table.apply(List.of(new Step.AddVirtualServer(FORMER, Samples.WLC)));
        table.loseBatchesAfter(0);
        reconciler.start(List.of(TWO), Set.of(FORMER), Cores.DELETE);
        until(() -> witness.owned.equals(Set.of(WEB, FORMER)));
        assertTrue(witness.acknowledged.await(10, TimeUnit.SECONDS));
        until(() -> witness.owned.equals(Set.of(WEB)));
        assertEquals(Set.of(WEB), table.entries().keySet());
    }

    @Test
    void realServerThatDiesLeavesTheTableAndComesBack() {
        reconciler.start(List.of(TWO), Set.of(), Cores.DELETE);
        reconciler.report(WEB, RS1, 0, Health.DOWN);
        until(() -> entry(Map.of(RS2, dr(100))).equals(table.entry(WEB)));
        reconciler.report(WEB, RS1, 0, Health.UP);
        until(() -> entry(Map.of(RS1, dr(100), RS2, dr(100))).equals(table.entry(WEB)));
    }

    @Test
    void whatSomeoneElseChangedIsPutBack() throws Exception {
        reconciler.start(List.of(TWO), Set.of(), Cores.DELETE);
        assertTrue(witness.acknowledged.await(10, TimeUnit.SECONDS));
        table.apply(List.of(new Step.DeleteVirtualServer(WEB)));
        until(() -> entry(Map.of(RS1, dr(100), RS2, dr(100))).equals(table.entry(WEB)));
        until(() -> reconciler.status().totals().drift() == 3);
    }

    @Test
    void tableThatCannotBeReadIsTriedAgainAndNoReportIsLost() throws InterruptedException {
        table.failDumps(1);
        reconciler.start(List.of(TWO), Set.of(), Cores.DELETE);
        reconciler.report(WEB, RS1, 0, Health.DOWN);
        assertTrue(witness.acknowledged.await(10, TimeUnit.SECONDS));
        until(() -> entry(Map.of(RS2, dr(100))).equals(table.entry(WEB)));
    }

    @Test
    void batchWhoseAnswersAreLostIsReadAgainAndFinished() throws InterruptedException {
        table.loseBatchesAfter(1);
        reconciler.start(List.of(TWO), Set.of(), Cores.DELETE);
        assertTrue(witness.acknowledged.await(10, TimeUnit.SECONDS));
        assertEquals(entry(Map.of(RS1, dr(100), RS2, dr(100))), table.entry(WEB));
        assertEquals(0, reconciler.status().totals().drift());
        assertEquals(1, reconciler.status().totals().errors());
    }

    @Test
    void internalErrorDoesNotEndTheThread() throws InterruptedException {
        table.breakDumps(1);
        reconciler.start(List.of(TWO), Set.of(), Cores.DELETE);
        assertTrue(witness.acknowledged.await(10, TimeUnit.SECONDS));
    }

    @Test
    void stopRemovesWhatIsOursAndClosesTheTable() throws InterruptedException {
        reconciler.start(List.of(TWO), Set.of(), Cores.DELETE);
        assertTrue(witness.acknowledged.await(10, TimeUnit.SECONDS));
        assertTrue(reconciler.stop(Reconciler.Ending.REMOVE, PATIENCE));
        assertEquals(Map.of(), table.entries());
        assertEquals(Set.of(), witness.owned);
        assertTrue(table.isClosed());
    }

    @Test
    void stopCanLeaveTheTable() throws InterruptedException {
        reconciler.start(List.of(TWO), Set.of(), Cores.DELETE);
        assertTrue(witness.acknowledged.await(10, TimeUnit.SECONDS));
        assertTrue(reconciler.stop(Reconciler.Ending.KEEP, PATIENCE));
        assertEquals(Set.of(WEB), table.entries().keySet());
    }

    @Test
    void reconcilerThatWasNeverStartedCanBeStopped() throws InterruptedException {
        assertTrue(reconciler.stop(Reconciler.Ending.REMOVE, PATIENCE));
        assertTrue(table.isClosed());
    }

    @Test
    void tenThousandReportsBecomeFewBatches() throws InterruptedException {
        List<VirtualServer> many = many(4_000, 5);
        reconciler.start(many, Set.of(), Cores.DELETE);
        assertTrue(witness.acknowledged.await(20, TimeUnit.SECONDS));
        int before = table.batches();
        for (int i = 0; i < 10_000; i++) {
            VirtualServer virtualServer = many.get(i % 4_000);
            RealServer realServer = virtualServer.realServers().get(i / 4_000);
            reconciler.report(virtualServer.key(), realServer.endpoint(), 0, Health.DOWN);
        }
        until(() -> reconciler.status().totals().steps().getOrDefault(Step.Kind.DELETE_REAL_SERVER, 0L) == 10_000);
        assertTrue(table.batches() - before < 1_000, table.batches() - before + " batches");
    }

    private static List<VirtualServer> many(int virtualServers, int realServers) {
        List<VirtualServer> many = new ArrayList<>();
        for (int i = 0; i < virtualServers; i++) {
            VirtualServerKey key = new VirtualServerKey.Address(
                    Protocol.TCP, new Endpoint(new IpAddress.V4(0x0a000000 + i), 80));
            List<RealServer> members = new ArrayList<>();
            for (int j = 0; j < realServers; j++) {
                members.add(realServer(new Endpoint(new IpAddress.V4(0x0b000000 + i * 8 + j), 80), 100, 1));
            }
            many.add(new VirtualServer(key, Samples.WLC, members));
        }
        return many;
    }

    private static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "not within " + PATIENCE);
            Thread.onSpinWait();
        }
    }

    private static final class Witness implements ReconcilerListener {
        private volatile Set<VirtualServerKey> owned = Set.of(FORMER);
        private final AtomicInteger tellings = new AtomicInteger();
        private int refusals;
        private final CountDownLatch acknowledged = new CountDownLatch(1);

        @Override
        public boolean owning(Set<VirtualServerKey> ours) {
            owned = ours;
            return tellings.incrementAndGet() > refusals;
        }

        @Override
        public void acknowledged() {
            acknowledged.countDown();
        }
    }
}
