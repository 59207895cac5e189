package dev.lvsd.ipvs.reconciler;

import static dev.lvsd.pool.Samples.RS1;
import static dev.lvsd.pool.Samples.WLC;
import static dev.lvsd.pool.Samples.realServer;
import static dev.lvsd.pool.Samples.web;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.config.DrainSettings;
import dev.lvsd.config.SyncSettings;
import dev.lvsd.config.TableSettings;
import dev.lvsd.config.VirtualServer;
import dev.lvsd.ipvs.Step;
import dev.lvsd.ipvs.SyncDaemon;
import dev.lvsd.ipvs.SyncDaemon.Role;
import dev.lvsd.ipvs.Timeouts;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.ipvs.whole.Leftover;
import dev.lvsd.ipvs.whole.Mastership.Standing;
import dev.lvsd.ipvs.whole.SyncDaemonStatus;
import dev.lvsd.ipvs.whole.WholeKeeper;
import dev.lvsd.net.Family;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What belongs to the table as a whole, on the ipvs thread. The table is read at the start and never again.
@Timeout(30)
class WholeTableTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Timeouts KERNELS = new Timeouts(900, 120, 300);
    private static final VirtualServerKey FOREIGN = new VirtualServerKey.Fwmark(Family.IPV4, 9);
    private static final List<VirtualServer> ONE = List.of(web(realServer(RS1, 100, 1)));
    private static final SyncSettings SYNC =
            new SyncSettings("eth0", "VI_1", 51, 0, SyncDaemon.GROUP, SyncDaemon.PORT, SyncDaemon.TTL);
    private static final TableSettings SETTINGS = new TableSettings(new Timeouts(1800, 0, 0), false, false, SYNC);

    private final TroubledTable table = new TroubledTable();
    private final Reconciler reconciler =
            new Reconciler(table, new Reconciler.Options(Duration.ofHours(1), Duration.ofHours(1)), new Silent(),
                    new Cores.Forgetful());
    private WholeKeeper keeper = WholeKeeper.none();
    private volatile Standing standing = Standing.UNKNOWN;

    @AfterEach
    void stop() throws InterruptedException {
        assertTrue(reconciler.stop(Reconciler.Ending.KEEP, PATIENCE));
    }

    @Test
    void syncDaemonFollowsTheVirtualRouterAtOnce() {
        start(SETTINGS);
        until(() -> runs(Role.BACKUP));
        standing = Standing.MASTER;
        reconciler.nudge();
        until(() -> runs(Role.MASTER));
        standing = Standing.NOT_MASTER;
        reconciler.nudge();
        until(() -> runs(Role.BACKUP));
        assertEquals(0, reconciler.status().whole().drift());
    }

    @Test
    void reloadIsDoneWhenItsAnswerComes() throws Exception {
        start(SETTINGS);
        CompletableFuture<Void> done = keeper.reload(new TableSettings(new Timeouts(0, 0, 60), false, false, null));
        reconciler.nudge();
        done.get(10, TimeUnit.SECONDS);
        assertEquals(new Timeouts(900, 120, 60), reconciler.status().whole().timeouts());
        assertEquals(List.of(), reconciler.status().whole().daemons());
    }

    @Test
    void stopUndoesAllAndAnEndToComeBackNothing() throws Exception {
        start(SETTINGS);
        until(() -> runs(Role.BACKUP));
        assertTrue(reconciler.stop(Reconciler.Ending.REMOVE, PATIENCE));
        assertEquals(KERNELS, table.whole().timeouts());
        assertEquals(List.of(), table.whole().daemons());
    }

    @Test
    void endToComeBackLeavesAll() throws Exception {
        start(SETTINGS);
        until(() -> runs(Role.BACKUP));
        assertTrue(reconciler.stop(Reconciler.Ending.KEEP, PATIENCE));
        assertEquals(new Timeouts(1800, 120, 300), table.whole().timeouts());
        assertEquals(1, table.whole().daemons().size());
    }

    @Test
    void flushesTakeWhatIsOthersToo() throws Exception {
        table.apply(List.of(new Step.AddVirtualServer(FOREIGN, WLC)));
        start(new TableSettings(Timeouts.NONE, true, true, null));
        until(() -> table.entries().size() == 1 && !table.entries().containsKey(FOREIGN));
        table.apply(List.of(new Step.AddVirtualServer(FOREIGN, WLC)));
        assertTrue(reconciler.stop(Reconciler.Ending.REMOVE, PATIENCE));
        assertEquals(Map.of(), table.entries());
    }

    private void start(TableSettings settings) {
        keeper = new WholeKeeper(settings, Leftover.NONE, _ -> true, _ -> standing);
        reconciler.keeps(keeper);
        reconciler.start(ONE, Set.of(), DrainSettings.DEFAULTS);
    }

    private boolean runs(Role role) {
        List<SyncDaemonStatus> daemons = reconciler.status().whole().daemons();
        return daemons.size() == 1 && daemons.getFirst().role() == role && daemons.getFirst().running() != null;
    }

    private static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "not within " + PATIENCE);
            Thread.onSpinWait();
        }
    }

    private static final class Silent implements ReconcilerListener {
        @Override
        public boolean owning(Set<VirtualServerKey> ours) {
            return true;
        }

        @Override
        public void acknowledged() {}
    }
}
