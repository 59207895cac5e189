package dev.lvsd.ipvs.whole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.config.SyncSettings;
import dev.lvsd.ipvs.SyncDaemon;
import dev.lvsd.ipvs.SyncDaemon.Role;
import dev.lvsd.ipvs.whole.Mastership.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SyncCentreTest {
    private static final SyncSettings FOLLOWING = settings("eth0", "VI_1", 0);
    private static final Instant NOW = Instant.EPOCH;

    private final Map<Role, SyncDaemon> kernel = new EnumMap<>(Role.class);
    private final List<String> drifts = new ArrayList<>();
    private SyncCentre centre = new SyncCentre(Set.of());
    private Standing standing = Standing.UNKNOWN;

    @Test
    void backupDaemonRunsUntilTheVirtualRouterHasAState() {
        centre.configure(FOLLOWING);
        assertEquals("start backup", round());
        assertEquals("", round());
        standing = Standing.NOT_MASTER;
        assertEquals("", round());
    }

    @Test
    void masterSendsAndOthersHear() {
        centre.configure(FOLLOWING);
        round();
        standing = Standing.MASTER;
        assertEquals("stop backup, start master", follow());
        standing = Standing.NOT_MASTER;
        assertEquals("stop master, start backup", follow());
        assertEquals(Set.of(Role.BACKUP), kernel.keySet());
        assertEquals(List.of(), drifts);
    }

    @Test
    void whoStopsBeingARouterGoesOnAsBefore() {
        centre.configure(FOLLOWING);
        round();
        standing = Standing.MASTER;
        follow();
        standing = Standing.UNKNOWN;
        assertEquals("", follow());
        assertEquals("", round());
    }

    @Test
    void restartUnderMastershipStopsAndStartsNothing() {
        kernel.put(Role.MASTER, FOLLOWING.daemon(Role.MASTER).withMaxLength(1472));
        centre = new SyncCentre(Set.of(Role.MASTER));
        centre.configure(FOLLOWING);
        assertEquals("", round());
        standing = Standing.MASTER;
        assertEquals("", follow());
        standing = Standing.NOT_MASTER;
        assertEquals("stop master, start backup", follow());
    }

    @Test
    void masterDaemonOfOtherSettingsIsNotAdopted() {
        kernel.put(Role.MASTER, settings("eth9", "VI_1", 0).daemon(Role.MASTER).withMaxLength(1472));
        centre.configure(FOLLOWING);
        assertEquals("stop master, start backup", round());
    }

    @Test
    void withoutAVirtualRouterBothRunAllTheTime() {
        centre.configure(settings("eth0", null, 0));
        assertEquals("start master, start backup", round());
        standing = Standing.MASTER;
        assertEquals("", round());
    }

    @Test
    void whatSomeoneElseChangedIsPutRight() {
        centre.configure(FOLLOWING);
        round();
        kernel.clear();
        assertEquals("start backup", round());
        kernel.put(Role.BACKUP, settings("eth0", "VI_1", 9).daemon(Role.BACKUP).withMaxLength(1472));
        assertEquals("stop backup, start backup", round());
        kernel.put(Role.MASTER, FOLLOWING.daemon(Role.MASTER).withMaxLength(1472));
        assertEquals("stop master", round());
        assertEquals(3, drifts.size(), drifts.toString());
        assertTrue(drifts.getFirst().startsWith("stopped the backup sync daemon (mcast=eth0"), drifts.toString());
        assertTrue(drifts.get(1).contains("syncid=51") && drifts.get(1).contains("syncid=9"), drifts.toString());
        assertTrue(drifts.get(2).startsWith("started the master"), drifts.toString());
    }

    @Test
    void longerMessagesThanAskedForAreTheKernelsChoice() {
        centre.configure(new SyncSettings("eth0", null, 1, 500, SyncDaemon.GROUP, 8848, 1));
        round();
        assertEquals(List.of(500, 1024), kernel.values().stream().map(SyncDaemon::maxLength).toList());
        assertEquals("", round());
        centre = new SyncCentre(Set.of(Role.BACKUP));
        centre.configure(new SyncSettings("eth0", null, 1, 500, SyncDaemon.GROUP, 8848, 1));
        assertEquals("", round());
    }

    @Test
    void whateverTheKernelMakesOfAStartIsTaken() {
        centre.configure(FOLLOWING);
        centre.read(List.of(), NOW);
        SyncStep start = centre.plan(_ -> standing).getFirst();
        centre.done(start, NOW);
        kernel.put(Role.BACKUP, settings("eth0", "VI_1", 3).daemon(Role.BACKUP).withMaxLength(9));
        assertEquals("", round());
        assertEquals("", round());
        assertEquals(List.of(), drifts);
    }

    @Test
    void reloadRestartsWhatItChangesAndNothingElse() {
        centre.configure(FOLLOWING);
        round();
        centre.configure(settings("eth0", "VI_2", 0));
        assertEquals("", follow());
        centre.configure(new SyncSettings("eth0", "VI_2", 51, 1400, SyncDaemon.GROUP, 8848, 1));
        assertEquals("stop backup, start backup", follow());
        centre.configure(settings("eth0", "VI_2", 0));
        assertEquals("stop backup, start backup", follow());
        assertEquals("", round());
    }

    @Test
    void whatIsNoLongerConfiguredEndsButWhatOthersStartedStays() {
        SyncDaemon foreign = settings("eth7", null, 7).daemon(Role.MASTER).withMaxLength(1472);
        centre.configure(FOLLOWING);
        round();
        centre.configure(null);
        assertEquals("stop backup", follow());
        assertTrue(centre.isIdle());
        kernel.put(Role.MASTER, foreign);
        assertEquals("", round());
        assertEquals(Map.of(Role.MASTER, foreign), kernel);
        assertEquals(List.of(), centre.status());
    }

    @Test
    void daemonOfACrashedRunEndsWhereItIsNoLongerConfigured() {
        kernel.put(Role.BACKUP, FOLLOWING.daemon(Role.BACKUP));
        centre = new SyncCentre(Set.of(Role.BACKUP));
        assertFalse(centre.isIdle());
        assertEquals("stop backup", round());
        assertTrue(centre.isIdle());
    }

    @Test
    void refusedStartIsTriedAgainAfterTheNextReadAndToldOnce() {
        centre.configure(FOLLOWING);
        centre.read(List.of(), NOW);
        SyncStep start = centre.plan(_ -> standing).getFirst();
        assertTrue(centre.refused(start, "ENODEV"));
        assertEquals(List.of(), centre.plan(_ -> standing));
        standing = Standing.MASTER;
        assertEquals(1, centre.plan(_ -> standing).size());
        standing = Standing.UNKNOWN;
        centre.read(List.of(), NOW);
        assertFalse(centre.refused(centre.plan(_ -> standing).getFirst(), "ENODEV") && standing == Standing.MASTER);
        assertEquals("ENODEV", centre.status().getFirst().error());
        assertEquals("start master", round());
    }

    @Test
    void interfaceOfTheSameNameThatIsAnotherRestartsTheDaemons() {
        centre.configure(FOLLOWING);
        centre.interfaceIs(4);
        round();
        centre.interfaceIs(0);
        assertEquals("", round());
        centre.interfaceIs(4);
        assertEquals("", round());
        centre.interfaceIs(5);
        assertEquals("stop backup, start backup", round());
        assertEquals("", round());
    }

    private String round() {
        drifts.addAll(centre.read(List.copyOf(kernel.values()), NOW));
        String steps = follow();
        drifts.addAll(centre.look(List.copyOf(kernel.values()), NOW));
        return steps;
    }

    private String follow() {
        List<String> words = new ArrayList<>();
        for (SyncStep step : centre.plan(_ -> standing)) {
            switch (step) {
                case SyncStep.Stop(Role role) -> {
                    kernel.remove(role);
                    words.add("stop " + role.word());
                }
                case SyncStep.Start(SyncDaemon daemon) -> {
                    kernel.put(daemon.role(), daemon.withMaxLength(daemon.maxLength() == 0 ? 1472
                            : Math.max(daemon.maxLength(), daemon.role() == Role.BACKUP ? 1024 : 1)));
                    words.add("start " + daemon.role().word());
                }
            }
            centre.done(step, NOW);
        }
        return String.join(", ", words);
    }

    private static SyncSettings settings(String interfaceName, @Nullable String instance,
            int id) {
        return new SyncSettings(
                interfaceName, instance, id == 0 ? 51 : id, 0, SyncDaemon.GROUP, SyncDaemon.PORT, SyncDaemon.TTL);
    }
}
