package dev.lvsd.ipvs.reconciler;

import static dev.lvsd.pool.Samples.RS1;
import static dev.lvsd.pool.Samples.RS2;
import static dev.lvsd.pool.Samples.WEB;
import static dev.lvsd.pool.Samples.WLC;
import static dev.lvsd.pool.Samples.dr;
import static dev.lvsd.pool.Samples.endpoint;
import static dev.lvsd.pool.Samples.realServer;
import static dev.lvsd.pool.Samples.web;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.check.Health;
import dev.lvsd.config.VirtualServer;
import dev.lvsd.ipvs.Forwarding;
import dev.lvsd.ipvs.MemoryTable;
import dev.lvsd.ipvs.RealServerOptions;
import dev.lvsd.ipvs.Step;
import dev.lvsd.ipvs.StepError;
import dev.lvsd.ipvs.StepFailure;
import dev.lvsd.ipvs.TableDump;
import dev.lvsd.ipvs.TableKind;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.ipvs.VirtualServerOptions;
import dev.lvsd.net.Endpoint;
import dev.lvsd.net.Family;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReconcilerCoreTest {
    private static final Instant NOW = Instant.EPOCH;
    private static final VirtualServerKey MARK = new VirtualServerKey.Fwmark(Family.IPV4, 7);
    private static final VirtualServer TWO = web(realServer(RS1, 100, 1), realServer(RS2, 100, 1));

    private final MemoryTable table = new MemoryTable();

    @Test
    void emptyTableIsFilled() {
        ReconcilerCore core = start(TWO);
        assertFalse(core.status(TableKind.MEMORY).acknowledged());
        assertEquals(
                List.of(
                        "ipvsadm -A -t 10.9.0.100:80 -s wlc -p 600",
                        "ipvsadm -a -t 10.9.0.100:80 -r 10.9.0.1:80 -g -w 100",
                        "ipvsadm -a -t 10.9.0.100:80 -r 10.9.0.2:80 -g -w 100"),
                round(core));
        assertEquals(List.of(), round(core));
        TableStatus status = core.status(TableKind.MEMORY);
        assertTrue(status.acknowledged());
        assertEquals(3, status.totals().stepsDone());
        assertEquals(dr(100), status.virtualServers().getFirst().realServers().getFirst().actual());
    }

    @Test
    void restartWithTheSameFileChangesNothing() {
        round(start(TWO));
        ReconcilerCore again = start(TWO);
        assertEquals(List.of(), round(again));
        assertTrue(again.status(TableKind.MEMORY).acknowledged());
    }

    @Test
    void restartWhileARealServerIsDownLeavesItOutUntilItIsChecked() {
        ReconcilerCore core = start(TWO);
        round(core);
        core.report(WEB, RS1, 0, Health.DOWN, NOW);
        round(core);
        ReconcilerCore again = start(TWO);
        assertEquals(List.of(), round(again));
        again.report(WEB, RS1, 0, Health.UP, NOW);
        assertEquals(List.of("ipvsadm -a -t 10.9.0.100:80 -r 10.9.0.1:80 -g -w 100"), round(again));
    }

    @Test
    void listedVirtualServerThatIsNotConfiguredIsRemovedAndForgotten() {
        table.apply(List.of(new Step.AddVirtualServer(MARK, VirtualServerOptions.of("rr", Family.IPV4))));
        ReconcilerCore core = start(Set.of(MARK), TWO);
        assertTrue(round(core).contains("ipvsadm -D -f 7"));
        Cores.read(core, table.dump(core.ours()), NOW, Duration.ZERO);
        assertEquals(Set.of(WEB), core.ours());
    }

    @Test
    void someoneElsesChangeIsPutBackCountedAndToldOnceWhileItLasts() {
        ReconcilerCore core = start(TWO);
        round(core);
        for (int round = 0; round < 3; round++) {
            table.apply(List.of(
                    new Step.DeleteRealServer(WEB, RS1),
                    new Step.AddRealServer(WEB, endpoint("10.9.0.3:80"), dr(1))));
            List<Note> notes = Cores.read(core, table.dump(core.ours()), NOW, Duration.ZERO);
            List<Step> putBack = List.of(
                    new Step.AddRealServer(WEB, RS1, dr(100)),
                    new Step.DeleteRealServer(WEB, endpoint("10.9.0.3:80")));
            assertEquals(round == 0 ? List.of(new Note.Drifted(WEB, putBack)) : List.of(), notes);
            assertEquals(putBack.stream().map(Step::toString).toList(), round(core));
        }
        assertEquals(6, core.status(TableKind.MEMORY).totals().drift());
        assertEquals(List.of(), Cores.read(core, table.dump(core.ours()), NOW, Duration.ZERO));
        table.apply(List.of(new Step.DeleteVirtualServer(WEB)));
        List<Note> notes = Cores.read(core, table.dump(core.ours()), NOW, Duration.ZERO);
        assertInstanceOf(Note.Drifted.class, notes.getFirst(), "another change is told, too");
        round(core);
        Instant later = NOW.plus(Recurrences.QUIET);
        assertEquals(
                List.of(new Note.Recurred(Note.Recurrence.DRIFT, new Recurrences.Count(WEB, 2, Duration.ZERO, false))),
                Cores.read(core, table.dump(core.ours()), later, Duration.ZERO));
    }

    @Test
    void everyKindOfEditIsPutBackCountedAndToldWithTheDifference() {
        VirtualServerOptions rr = VirtualServerOptions.persistent("rr", Family.IPV4, 600);
        Endpoint alien = endpoint("10.9.0.3:80");
        Map<List<Step>, List<Step>> putBack = new LinkedHashMap<>();
        putBack.put(List.of(new Step.DeleteRealServer(WEB, RS1)), List.of(new Step.AddRealServer(WEB, RS1, dr(100))));
        putBack.put(List.of(new Step.AddRealServer(WEB, alien, dr(1))), List.of(new Step.DeleteRealServer(WEB, alien)));
        putBack.put(
                List.of(new Step.EditRealServer(WEB, RS1, RealServerOptions.of(Forwarding.NAT, 100))),
                List.of(new Step.EditRealServer(WEB, RS1, dr(100))));
        putBack.put(
                List.of(new Step.EditRealServer(WEB, RS1, dr(0))),
                List.of(new Step.EditRealServer(WEB, RS1, dr(100))));
        putBack.put(List.of(new Step.EditVirtualServer(WEB, rr)), List.of(new Step.EditVirtualServer(WEB, WLC)));
        putBack.put(
                List.of(new Step.DeleteVirtualServer(WEB)),
                List.of(new Step.AddVirtualServer(WEB, WLC), new Step.AddRealServer(WEB, RS1, dr(100)),
                        new Step.AddRealServer(WEB, RS2, dr(100))));
        putBack.forEach((edit, expected) -> {
            ReconcilerCore core = start(TWO);
            round(core);
            assertEquals(List.of(), table.apply(edit));
            List<Note> notes = Cores.read(core, table.dump(core.ours()), NOW, Duration.ZERO);
            assertEquals(List.of(new Note.Drifted(WEB, expected)), notes);
            assertEquals(expected, core.plan());
            assertEquals(expected.size(), core.status(TableKind.MEMORY).totals().drift());
            table.apply(expected);
        });
    }

    @Test
    void stepsOfABatchThatFailedAsAWholeWaitForARead() {
        ReconcilerCore core = start(TWO);
        List<Step> steps = core.plan();
        table.apply(steps.subList(0, 2));
        core.failed(steps, "answers were lost");
        core.report(WEB, RS1, 0, Health.DOWN, NOW);
        assertEquals(List.of(), core.plan(), "not sent again blindly");
        assertFalse(core.status(TableKind.MEMORY).acknowledged());
        read(core);
        assertEquals(
                List.of(
                        "ipvsadm -a -t 10.9.0.100:80 -r 10.9.0.2:80 -g -w 100",
                        "ipvsadm -d -t 10.9.0.100:80 -r 10.9.0.1:80"),
                round(core));
    }

    @Test
    void whereTheReadFailsTooTheBeliefHasToDo() {
        ReconcilerCore core = start(TWO);
        round(core);
        core.report(WEB, RS1, 0, Health.DOWN, NOW);
        core.failed(core.plan(), "answers were lost");
        core.failed(List.of(), "it changed while it was read");
        assertEquals(List.of("ipvsadm -d -t 10.9.0.100:80 -r 10.9.0.1:80"), round(core));
    }

    @Test
    void pagesOfTheStatusAreMadeAnewOnlyForWhatChanged() {
        ReconcilerCore core = start(TWO);
        round(core);
        read(core);
        assertEquals(List.of(), round(core));
        VirtualServerStatus before = core.status(TableKind.MEMORY).virtualServers().getFirst();
        read(core);
        assertEquals(List.of(), round(core));
        assertSame(before, core.status(TableKind.MEMORY).virtualServers().getFirst());
        table.apply(List.of(new Step.DeleteRealServer(WEB, RS1)));
        read(core);
        assertEquals(List.of("ipvsadm -a -t 10.9.0.100:80 -r 10.9.0.1:80 -g -w 100"), round(core));
    }

    @Test
    void reportBetweenTwoReadsOfTheSameTableIsPlanned() {
        ReconcilerCore core = start(TWO);
        round(core);
        read(core);
        round(core);
        core.report(WEB, RS1, 0, Health.DOWN, NOW);
        read(core);
        assertEquals(List.of("ipvsadm -d -t 10.9.0.100:80 -r 10.9.0.1:80"), round(core));
    }

    @Test
    void unknownSchedulerIsToldOnceAndRetriedOnEveryRead() {
        VirtualServer wrong =
                new VirtualServer(WEB, VirtualServerOptions.of("xyz", Family.IPV4), TWO.realServers());
        ReconcilerCore core = start(wrong);
        List<Step> steps = core.plan();
        List<Note> notes = core.applied(steps, table.apply(steps), Duration.ZERO);
        assertEquals(1, notes.size(), "not once more for each of its real servers");
        assertTrue(notes.toString().contains("modprobe ip_vs_xyz"), notes.toString());
        Cores.read(core, table.dump(core.ours()), NOW, Duration.ZERO);
        steps = core.plan();
        assertEquals(3, steps.size());
        assertEquals(List.of(), core.applied(steps, table.apply(steps), Duration.ZERO));
        TableStatus status = core.status(TableKind.MEMORY);
        assertNull(status.virtualServers().getFirst().actual());
        assertEquals(6, status.totals().errors());
        assertEquals(0, status.totals().drift());
        assertEquals(List.of(new Note.Settled(WEB)), core.applied(steps, List.of(), Duration.ZERO));
    }

    @Test
    void changeBetweenReadAndBatchAsksForAReadAndIsRepaired() {
        ReconcilerCore core = start(TWO);
        round(core);
        core.report(WEB, RS1, 0, Health.DOWN, NOW);
        table.apply(List.of(new Step.DeleteVirtualServer(WEB)));
        assertEquals(List.of("ipvsadm -d -t 10.9.0.100:80 -r 10.9.0.1:80"), round(core));
        assertTrue(core.isStale());
        Cores.read(core, table.dump(core.ours()), NOW, Duration.ZERO);
        assertFalse(core.isStale());
        assertEquals(
                List.of(
                        "ipvsadm -A -t 10.9.0.100:80 -s wlc -p 600",
                        "ipvsadm -a -t 10.9.0.100:80 -r 10.9.0.2:80 -g -w 100"),
                round(core));
    }

    @Test
    void refusalByATableThatWasNotAsBelievedIsToldOnlyIfAReadDoesNotExplainIt() {
        ReconcilerCore core = start(TWO);
        List<Step> steps = core.plan();
        List<StepError> exists = List.of(new StepError(steps.getFirst(), new StepFailure.AlreadyExists()));
        assertEquals(List.of(), core.applied(steps, exists, Duration.ZERO));
        assertTrue(core.isStale());
        Cores.read(core, TableDump.EMPTY, NOW, Duration.ZERO);
        steps = core.plan();
        assertEquals(List.of(new Note.Refused(exists.getFirst())), core.applied(steps, exists, Duration.ZERO));
    }

    @Test
    void refusalIsToldAgainAfterTheVirtualServerWasAsDesired() {
        ReconcilerCore core = start(TWO);
        List<Step> steps = core.plan();
        List<StepError> refused = List.of(new StepError(steps.getFirst(), new StepFailure.Refused(12, "no memory")));
        assertEquals(1, core.applied(steps, refused, Duration.ZERO).size());
        table.apply(steps);
        Cores.read(core, table.dump(core.ours()), NOW, Duration.ZERO);
        assertEquals(List.of(), core.plan());
        assertEquals(1, core.applied(steps, refused, Duration.ZERO).size());
    }

    @Test
    void batchThatFailedAsAWholeIsNotTakenForDrift() {
        ReconcilerCore core = start(TWO);
        List<Step> steps = core.plan();
        table.apply(steps.subList(0, 2));
        core.failed(steps, "answers were lost");
        assertTrue(core.isStale());
        assertEquals(List.of(), Cores.read(core, table.dump(core.ours()), NOW, Duration.ZERO));
        assertEquals(List.of("ipvsadm -a -t 10.9.0.100:80 -r 10.9.0.2:80 -g -w 100"), round(core));
        assertEquals(0, core.status(TableKind.MEMORY).totals().drift());
        assertEquals("answers were lost", core.status(TableKind.MEMORY).totals().lastError());
    }

    @Test
    void reloadOfTheSameConfigurationPlansNothing() {
        ReconcilerCore core = start(TWO);
        round(core);
        Cores.reload(core, List.of(web(realServer(RS1, 100, 1), realServer(RS2, 100, 1))), TableDump.EMPTY);
        assertEquals(List.of(), round(core));
    }

    @Test
    void reloadOfOneWeightIsOneStep() {
        ReconcilerCore core = start(TWO);
        round(core);
        Cores.reload(core, List.of(web(realServer(RS1, 100, 1), realServer(RS2, 50, 1))), TableDump.EMPTY);
        assertEquals(List.of("ipvsadm -e -t 10.9.0.100:80 -r 10.9.0.2:80 -g -w 50"), round(core));
    }

    @Test
    void reloadKeepsARealServerThatIsDownOutOfTheTable() {
        ReconcilerCore core = start(TWO);
        round(core);
        core.report(WEB, RS1, 0, Health.DOWN, NOW);
        round(core);
        Cores.reload(core, List.of(web(realServer(RS1, 77, 1), realServer(RS2, 100, 1))), TableDump.EMPTY);
        assertEquals(List.of(), round(core));
        core.report(WEB, RS1, 0, Health.UP, NOW);
        assertEquals(List.of("ipvsadm -a -t 10.9.0.100:80 -r 10.9.0.1:80 -g -w 77"), round(core));
    }

    @Test
    void virtualServerThatIsNoLongerConfiguredGoesAndIsNotOursAnyMore() {
        ReconcilerCore core = start(TWO);
        round(core);
        VirtualServer other = new VirtualServer(MARK, VirtualServerOptions.of("rr", Family.IPV4), List.of());
        assertEquals(Set.of(MARK), core.unknown(List.of(other)));
        Cores.reload(core, List.of(other), TableDump.EMPTY);
        assertEquals(Set.of(WEB, MARK), core.ours());
        assertEquals(List.of("ipvsadm -A -f 7 -s rr", "ipvsadm -D -t 10.9.0.100:80"), round(core));
        Cores.read(core, table.dump(core.ours()), NOW, Duration.ZERO);
        assertEquals(Set.of(MARK), core.ours());
        assertEquals(0, core.status(TableKind.MEMORY).totals().drift());
        assertEquals(1, core.status(TableKind.MEMORY).virtualServers().size());
    }

    @Test
    void newVirtualServerThatIsInTheTableAlreadyIsAdopted() {
        ReconcilerCore core = start(TWO);
        round(core);
        VirtualServerOptions rr = VirtualServerOptions.of("rr", Family.IPV4);
        table.apply(List.of(new Step.AddVirtualServer(MARK, rr), new Step.AddRealServer(MARK, RS1, dr(3))));
        VirtualServer other = new VirtualServer(MARK, rr, List.of(realServer(RS1, 3, 1)));
        Cores.reload(core, List.of(TWO, other), table.dump(core.unknown(List.of(TWO, other))));
        assertEquals(List.of(), round(core));
    }

    @Test
    void virtualServerThatComesBackStartsAnew() {
        ReconcilerCore core = start(TWO);
        round(core);
        core.report(WEB, RS1, 0, Health.DOWN, NOW);
        Cores.reload(core, List.of(), TableDump.EMPTY);
        round(core);
        Cores.reload(core, List.of(TWO), TableDump.EMPTY);
        assertEquals(3, round(core).size());
    }

    @Test
    void reportForSomethingNotConfiguredIsCounted() {
        ReconcilerCore core = start(TWO);
        core.report(MARK, RS1, 0, Health.DOWN, NOW);
        core.report(WEB, endpoint("10.9.0.9:80"), 0, Health.DOWN, NOW);
        core.report(WEB, RS1, 5, Health.DOWN, NOW);
        assertEquals(3, core.status(TableKind.MEMORY).totals().ignoredReports());
    }

    @Test
    void removalDeletesOursAlone() {
        table.apply(List.of(new Step.AddVirtualServer(MARK, VirtualServerOptions.of("rr", Family.IPV4))));
        ReconcilerCore core = start(TWO);
        round(core);
        assertEquals(List.of(), table.apply(core.removal()));
        TableDump left = table.dump(Set.of(MARK, WEB));
        assertEquals(Set.of(MARK), left.table().virtualServers().keySet());
    }

    @Test
    void statusShowsRealServersThatAreNotConfigured() {
        ReconcilerCore core = start(TWO);
        round(core);
        table.apply(List.of(new Step.AddRealServer(WEB, endpoint("10.9.0.3:80"), dr(1))));
        Cores.read(core, table.dump(core.ours()), NOW, Duration.ZERO);
        List<RealServerStatus> realServers =
                core.status(TableKind.MEMORY).virtualServers().getFirst().realServers();
        assertEquals(endpoint("10.9.0.3:80"), realServers.getLast().endpoint());
        assertNull(realServers.getLast().configured());
        assertEquals(WLC, core.status(TableKind.MEMORY).virtualServers().getFirst().actual());
    }

    private ReconcilerCore start(VirtualServer... configured) {
        return start(Set.of(), configured);
    }

    private ReconcilerCore start(Set<VirtualServerKey> listed, VirtualServer... configured) {
        TableDump dump = table.dump(Set.of(WEB, MARK));
        return Cores.starting(List.of(configured), listed, dump, NOW, Duration.ZERO);
    }

    private void read(ReconcilerCore core) {
        Cores.read(core, table.dump(core.ours()), NOW, Duration.ZERO);
    }

    private List<String> round(ReconcilerCore core) {
        List<Step> steps = core.plan();
        core.applied(steps, table.apply(steps), Duration.ZERO);
        return steps.stream().map(Step::toString).toList();
    }
}
