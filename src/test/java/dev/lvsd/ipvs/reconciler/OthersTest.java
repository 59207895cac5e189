package dev.lvsd.ipvs.reconciler;

import static dev.lvsd.pool.Samples.RS1;
import static dev.lvsd.pool.Samples.WEB;
import static dev.lvsd.pool.Samples.dr;
import static dev.lvsd.pool.Samples.endpoint;
import static dev.lvsd.pool.Samples.realServer;
import static dev.lvsd.pool.Samples.web;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lvsd.config.Foreign;
import dev.lvsd.config.VirtualServer;
import dev.lvsd.ipvs.MemoryTable;
import dev.lvsd.ipvs.Step;
import dev.lvsd.ipvs.StepError;
import dev.lvsd.ipvs.StepFailure;
import dev.lvsd.ipvs.TableDump;
import dev.lvsd.ipvs.TableKind;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.ipvs.VirtualServerOptions;
import dev.lvsd.net.Family;
import dev.lvsd.net.Protocol;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OthersTest {
    private static final VirtualServerOptions RR = VirtualServerOptions.of("rr", Family.IPV4);
    private static final VirtualServerKey THEIRS =
            new VirtualServerKey.Address(Protocol.TCP, endpoint("203.0.113.1:80"));
    private static final VirtualServerKey MARK = new VirtualServerKey.Fwmark(Family.IPV4, 7);
    private static final VirtualServer OURS = web(realServer(RS1, 100, 1));

    private final MemoryTable table = new MemoryTable();
    private Instant now = Instant.EPOCH;

    @Test
    void virtualServersOfOthersAreCountedAndKeptUnlessTheWordIsSaid() {
        add(THEIRS, MARK);
        ReconcilerCore core = start();
        assertEquals(2, round(core).size(), "ours alone");
        read(core);
        assertEquals(List.of(), round(core));
        assertEquals(new OthersStatus(Foreign.KEEP, 2, List.of(MARK, THEIRS), 0, 0), others(core));
    }

    @Test
    void theyAreRemovedWhereTheWordIsSaidAndEachIsToldOnce() {
        add(THEIRS, MARK);
        ReconcilerCore core = start();
        round(core);
        core.treat(Foreign.REMOVE);
        List<Note> notes = new ArrayList<>();
        assertEquals(Set.of("ipvsadm -D -t 203.0.113.1:80", "ipvsadm -D -f 7"), Set.copyOf(round(core, notes)));
        assertEquals(
                Set.of(new Note.ForeignRemoved(THEIRS, RR), new Note.ForeignRemoved(MARK, RR)), Set.copyOf(notes));
        assertEquals(new OthersStatus(Foreign.REMOVE, 0, List.of(), 2, 0), others(core));
        assertEquals(Set.of(WEB), table.all().keySet());
        for (int i = 0; i < 10; i++) {
            add(MARK);
            read(core);
            List<Note> again = new ArrayList<>();
            assertEquals(List.of("ipvsadm -D -f 7"), round(core, again));
            assertEquals(List.of(), again, "counted");
        }
        assertEquals(12, others(core).removed());
        assertEquals(0, core.status(TableKind.MEMORY).totals().drift());
    }

    @Test
    void wordCanBeTakenBack() {
        ReconcilerCore core = start();
        core.treat(Foreign.REMOVE);
        round(core);
        add(THEIRS);
        read(core);
        core.treat(Foreign.KEEP);
        assertEquals(List.of(), round(core));
        assertEquals(1, others(core).virtualServers());
    }

    @Test
    void refusedRemovalIsToldOnceTriedAgainAndNotCounted() {
        add(THEIRS);
        ReconcilerCore core = start();
        core.treat(Foreign.REMOVE);
        round(core);
        add(THEIRS);
        for (int i = 0; i < 3; i++) {
            read(core);
            List<Step> steps = core.plan();
            assertEquals(List.of(new Step.DeleteVirtualServer(THEIRS)), steps);
            StepError error = new StepError(steps.getFirst(), new StepFailure.Refused(1, "not permitted"));
            List<Note> notes = core.applied(steps, List.of(error), Duration.ZERO);
            assertEquals(i == 0 ? List.of(new Note.Refused(error)) : List.of(), notes);
        }
        assertEquals(new OthersStatus(Foreign.REMOVE, 1, List.of(THEIRS), 1, 0), others(core));
    }

    @Test
    void oneThatAReloadMakesOursIsAdoptedAndNotRemoved() {
        add(THEIRS);
        ReconcilerCore core = start();
        round(core);
        core.treat(Foreign.REMOVE);
        VirtualServer adopted = new VirtualServer(THEIRS, RR, List.of(realServer(RS1, 1, 0)));
        Cores.reload(core, List.of(OURS, adopted), table.dump(Set.of(THEIRS)));
        assertEquals(List.of(), round(core));
        assertEquals(Set.of(WEB, THEIRS), table.all().keySet());
    }

    @Test
    void stopLeavesThemEvenWhereTheyAreRemovedOtherwise() {
        ReconcilerCore core = start();
        core.treat(Foreign.REMOVE);
        round(core);
        add(THEIRS);
        table.apply(core.removal());
        assertEquals(Set.of(THEIRS), table.all().keySet());
    }

    @Test
    void listsThatHadToBeReadAgainAreCounted() {
        ReconcilerCore core = start();
        TableDump dump = table.dump(core.ours());
        Cores.read(core, new TableDump(dump.table(), dump.counters(), dump.others(), 3), now, Duration.ZERO);
        assertEquals(3, others(core).repeats());
    }

    private void add(VirtualServerKey... keys) {
        for (VirtualServerKey key : keys) {
            assertEquals(List.of(), table.apply(List.of(
                    new Step.AddVirtualServer(key, RR), new Step.AddRealServer(key, RS1, dr(1)))));
        }
    }

    private ReconcilerCore start() {
        return Cores.starting(List.of(OURS), Set.of(), table.dump(Set.of(WEB)), now, Duration.ZERO);
    }

    private void read(ReconcilerCore core) {
        now = now.plusSeconds(5);
        Cores.read(core, table.dump(core.ours()), now, Duration.ZERO);
    }

    private List<String> round(ReconcilerCore core) {
        return round(core, new ArrayList<>());
    }

    private List<String> round(ReconcilerCore core, List<Note> notes) {
        List<Step> steps = core.plan();
        notes.addAll(core.applied(steps, table.apply(steps), Duration.ZERO));
        return steps.stream().map(Step::toString).toList();
    }

    private static OthersStatus others(ReconcilerCore core) {
        return core.status(TableKind.MEMORY).others();
    }
}
