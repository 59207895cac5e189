package dev.lvsd.ipvs.whole;

import static dev.lvsd.pool.Samples.RS1;
import static dev.lvsd.pool.Samples.WEB;
import static dev.lvsd.pool.Samples.WLC;
import static dev.lvsd.pool.Samples.dr;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.config.SyncSettings;
import dev.lvsd.config.TableSettings;
import dev.lvsd.ipvs.MemoryTable;
import dev.lvsd.ipvs.Step;
import dev.lvsd.ipvs.SyncDaemon;
import dev.lvsd.ipvs.SyncDaemon.Role;
import dev.lvsd.ipvs.TableException;
import dev.lvsd.ipvs.Timeouts;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.ipvs.WholeTable;
import dev.lvsd.ipvs.whole.Mastership.Standing;
import dev.lvsd.net.Endpoint;
import dev.lvsd.net.Family;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeKeeperTest {
    private static final VirtualServerKey FOREIGN = new VirtualServerKey.Fwmark(Family.IPV4, 7);
    private static final SyncSettings SYNC =
            new SyncSettings("eth0", "VI_1", 51, 0, SyncDaemon.GROUP, SyncDaemon.PORT, SyncDaemon.TTL);
    private static final TableSettings ALL = new TableSettings(new Timeouts(1800, 0, 60), false, false, SYNC);
    private static final Timeouts KERNELS = new Timeouts(900, 120, 300);

    private final MemoryTable table = new MemoryTable();
    private final WholeTable whole = table.whole();
    private Leftover kept = Leftover.NONE;
    private Standing standing = Standing.NOT_MASTER;

    @Test
    void crashedRunIsUndoneByTheNextOneAtItsEnd() throws TableException {
        keeper(ALL, Leftover.NONE).round(whole, true);
        assertEquals(new Timeouts(1800, 120, 60), whole.timeouts());
        assertEquals(new Leftover(new Timeouts(900, 0, 300), Set.of(Role.BACKUP)), kept);
        WholeKeeper next = keeper(ALL, kept);
        next.round(whole, true);
        assertEquals(0, next.status().drift());
        next.end(whole);
        assertEquals(KERNELS, whole.timeouts());
        assertEquals(List.of(), whole.daemons());
        assertEquals(Leftover.NONE, kept);
    }

    @Test
    void leftoverIsWrittenBeforeAnythingIsChanged() throws TableException {
        Witness witness = new Witness();
        new WholeKeeper(ALL, Leftover.NONE, witness, _ -> standing).round(whole, true);
        assertEquals(List.of(
                "timeouts 900 120 300, daemons [], keeping 900 0 300 and []",
                "timeouts 1800 120 60, daemons [], keeping 900 0 300 and [BACKUP]"), witness.seen);
    }

    @Test
    void takeoverIsFollowedWithoutARead() throws TableException {
        WholeKeeper keeper = keeper(ALL, Leftover.NONE);
        keeper.round(whole, true);
        standing = Standing.MASTER;
        keeper.round(whole, false);
        assertEquals(List.of(SYNC.daemon(Role.MASTER).withMaxLength(1472)), whole.daemons());
        SyncDaemonStatus status = keeper.status().daemons().getFirst();
        assertEquals(SYNC.daemon(Role.MASTER).withMaxLength(1472), status.running());
        assertEquals(new Leftover(new Timeouts(900, 0, 300), Set.of(Role.MASTER)), kept);
    }

    @Test
    void changesByOthersAreCountedAndPutBack() throws TableException {
        WholeKeeper keeper = keeper(ALL, Leftover.NONE);
        keeper.round(whole, true);
        whole.stop(Role.BACKUP);
        whole.change(new Timeouts(5, 0, 0));
        keeper.round(whole, true);
        assertEquals(2, keeper.status().drift());
        assertEquals(new Timeouts(1800, 120, 60), whole.timeouts());
        assertEquals(1, whole.daemons().size());
    }

    @Test
    void refusedDaemonLeavesTheRestAlone() throws TableException {
        table.apply(List.of(
                new Step.AddVirtualServer(WEB, WLC),
                new Step.AddRealServer(WEB, endpoint("[2001:db8::1]:80"), dr(1))));
        WholeKeeper keeper = keeper(ALL, Leftover.NONE);
        keeper.round(whole, true);
        keeper.round(whole, false);
        assertEquals(new Timeouts(1800, 120, 60), whole.timeouts());
        assertEquals(1, keeper.status().errors());
        assertTrue(String.valueOf(keeper.status().daemons().getFirst().error()).contains("EINVAL"));
        assertEquals(new Leftover(new Timeouts(900, 0, 300), Set.of()), kept);
        table.apply(List.of(new Step.DeleteVirtualServer(WEB)));
        keeper.round(whole, true);
        assertEquals(1, whole.daemons().size());
    }

    @Test
    void reloadThatTakesAllOutRestoresAll() throws TableException {
        WholeKeeper keeper = keeper(ALL, Leftover.NONE);
        keeper.round(whole, true);
        CompletableFuture<Void> _ = keeper.reload(TableSettings.NONE);
        keeper.round(whole, false);
        assertEquals(KERNELS, whole.timeouts());
        assertEquals(List.of(), whole.daemons());
        assertEquals(Leftover.NONE, kept);
        whole.change(new Timeouts(0, 0, 4));
        CompletableFuture<Void> _ = keeper.reload(new TableSettings(new Timeouts(0, 0, 5), false, false, null));
        keeper.round(whole, false);
        assertEquals(0, keeper.status().drift());
        assertEquals(new Timeouts(0, 0, 4), kept.originals(), "the original of today");
    }

    @Test
    void flushAtStartRemovesAllOnceAndOnlyThere() throws TableException {
        table.apply(List.of(new Step.AddVirtualServer(WEB, WLC), new Step.AddVirtualServer(FOREIGN, WLC)));
        WholeKeeper keeper = keeper(new TableSettings(Timeouts.NONE, true, false, null), Leftover.NONE);
        keeper.begin(whole, Set.of(WEB));
        assertEquals(Map.of(), table.all());
        table.apply(List.of(new Step.AddVirtualServer(FOREIGN, WLC)));
        keeper.begin(whole, Set.of(WEB));
        assertEquals(Set.of(FOREIGN), table.all().keySet());
        assertFalse(keeper.flushAtEnd(whole, Set.of(WEB)));
        CompletableFuture<Void> _ = keeper.reload(new TableSettings(Timeouts.NONE, false, true, null));
        keeper.round(whole, false);
        assertTrue(keeper.flushAtEnd(whole, Set.of(WEB)));
        assertEquals(Map.of(), table.all());
    }

    @Test
    void leftoverComesBackFromTheDiskInTheSameBootAlone(@TempDir Path directory) throws Exception {
        Leftover left = new Leftover(new Timeouts(900, 0, 300), Set.of(Role.MASTER, Role.BACKUP));
        Path path = directory.resolve("owned-ipvs");
        new LeftoverFile(path, "boot-1").write(left);
        assertEquals(left, new LeftoverFile(path, "boot-1").read());
        assertEquals(Leftover.NONE, new LeftoverFile(path, "boot-2").read());
        new LeftoverFile(path, "boot-1").write(Leftover.NONE);
        assertEquals(Leftover.NONE, new LeftoverFile(path, "boot-1").read());
        assertEquals(Leftover.NONE, new LeftoverFile(directory.resolve("none"), "boot-1").read());
    }

    private WholeKeeper keeper(TableSettings settings, Leftover left) {
        return new WholeKeeper(settings, left, leftover -> {
            kept = leftover;
            return true;
        }, _ -> standing);
    }

    private static Endpoint endpoint(String text) {
        Endpoint endpoint = Endpoint.parse(text);
        assertNotNull(endpoint);
        return endpoint;
    }

    /// Notes what the table is when it is told what to keep.
    private final class Witness implements WholeKeeper.Memory {
        private final List<String> seen = new ArrayList<>();

        @Override
        public boolean keep(Leftover leftover) {
            try {
                seen.add("timeouts " + whole.timeouts() + ", daemons " + whole.daemons() + ", keeping "
                        + leftover.originals() + " and " + leftover.daemons());
            } catch (TableException e) {
                throw new AssertionError(e);
            }
            return true;
        }
    }
}
