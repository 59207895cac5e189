package dev.lvsd.ipvs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lvsd.pool.Samples;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The answers are those of Linux 6.1, asked in the same way.
class MemoryTableTest {
    private static final VirtualServerKey WEB = Samples.WEB;
    private static final VirtualServerOptions WLC = Samples.WLC;
    private static final RealServerOptions DR = Samples.dr(1);

    private final MemoryTable table = new MemoryTable();

    @Test
    void answersLikeTheKernel() {
        StepFailure noVirtualServer = new StepFailure.NoSuchVirtualServer();
        assertEquals(noVirtualServer, answer(new Step.EditVirtualServer(WEB, WLC)));
        assertEquals(noVirtualServer, answer(new Step.DeleteVirtualServer(WEB)));
        assertEquals(noVirtualServer, answer(new Step.AddRealServer(WEB, Samples.RS1, DR)));
        assertEquals(noVirtualServer, answer(new Step.EditRealServer(WEB, Samples.RS1, DR)));
        assertEquals(noVirtualServer, answer(new Step.DeleteRealServer(WEB, Samples.RS1)));
        assertDone(new Step.AddVirtualServer(WEB, WLC), new Step.AddRealServer(WEB, Samples.RS1, DR));
        assertEquals(new StepFailure.AlreadyExists(), answer(new Step.AddVirtualServer(WEB, WLC)));
        assertEquals(new StepFailure.AlreadyExists(), answer(new Step.AddRealServer(WEB, Samples.RS1, DR)));
        assertEquals(new StepFailure.NoSuchRealServer(), answer(new Step.EditRealServer(WEB, Samples.RS2, DR)));
        assertEquals(new StepFailure.NoSuchRealServer(), answer(new Step.DeleteRealServer(WEB, Samples.RS2)));
        assertDone(
                new Step.EditRealServer(WEB, Samples.RS1, Samples.dr(9)),
                new Step.AddRealServer(WEB, Samples.RS2, DR),
                new Step.DeleteRealServer(WEB, Samples.RS2));
        assertEquals(Map.of(WEB, Samples.entry(Map.of(Samples.RS1, Samples.dr(9)))), table.all());
        assertDone(new Step.DeleteVirtualServer(WEB));
        assertEquals(Map.of(), table.all());
    }

    @Test
    void unknownSchedulerIsRefused() {
        VirtualServerOptions wrong = VirtualServerOptions.of("nope", WEB.family());
        StepFailure noModule = new StepFailure.NoSuchModule("ip_vs_nope");
        assertEquals(noModule, answer(new Step.AddVirtualServer(WEB, wrong)));
        assertDone(new Step.AddVirtualServer(WEB, WLC));
        assertEquals(noModule, answer(new Step.EditVirtualServer(WEB, wrong)));
        assertEquals(Map.of(WEB, Samples.entry(Map.of())), table.all());
    }

    @Test
    void refusedStepDoesNotStopTheNext() {
        List<StepError> errors = table.apply(List.of(
                new Step.DeleteVirtualServer(WEB),
                new Step.AddVirtualServer(WEB, WLC),
                new Step.AddVirtualServer(WEB, WLC),
                new Step.AddRealServer(WEB, Samples.RS1, DR)));
        assertEquals(2, errors.size());
        assertEquals(Map.of(WEB, Samples.entry(Map.of(Samples.RS1, DR))), table.all());
    }

    @Test
    void dumpHasWhatWasAskedForAlone() {
        assertDone(new Step.AddVirtualServer(WEB, WLC));
        assertEquals(IpvsTable.EMPTY, table.dump(Set.of()).table());
        assertEquals(Set.of(WEB), table.dump(Set.of(WEB)).table().virtualServers().keySet());
    }

    private void assertDone(Step... steps) {
        assertEquals(List.of(), table.apply(List.of(steps)));
    }

    private StepFailure answer(Step step) {
        return table.apply(List.of(step)).getFirst().failure();
    }
}
