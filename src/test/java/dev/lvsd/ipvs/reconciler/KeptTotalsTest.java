package dev.lvsd.ipvs.reconciler;

import static dev.lvsd.pool.Samples.RS1;
import static dev.lvsd.pool.Samples.RS2;
import static dev.lvsd.pool.Samples.WEB;
import static dev.lvsd.pool.Samples.realServer;
import static dev.lvsd.pool.Samples.web;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.lvsd.check.Health;
import dev.lvsd.config.VirtualServer;
import dev.lvsd.ipvs.MemoryTable;
import dev.lvsd.ipvs.RealServerCounters;
import dev.lvsd.ipvs.TableDump;
import dev.lvsd.ipvs.TableKind;
import dev.lvsd.ipvs.TrafficCounters;
import dev.lvsd.ipvs.VirtualServerCounters;
import dev.lvsd.net.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What a scrape sees while a real server is out of the table and when it comes back.
final class KeptTotalsTest {
    private static final Instant NOW = Instant.EPOCH;
    private static final VirtualServer TWO = web(realServer(RS1, 100, 1), realServer(RS2, 100, 1));
    private static final TrafficCounters RAN = new TrafficCounters(7, 70, 0, 7000, 0, 1, 10, 0, 1000, 0);
    private static final TrafficCounters STANDS = new TrafficCounters(7, 70, 0, 7000, 0, 0, 0, 0, 0, 0);

    private final MemoryTable table = new MemoryTable();
    private final Map<Endpoint, RealServerCounters> kernel = new HashMap<>();
    private final ReconcilerCore core =
            Cores.starting(List.of(TWO), Set.of(), TableDump.EMPTY, NOW, Duration.ZERO);

    @Test
    void totalsStandStillWhileARealServerIsOutAndGoOnWhenItIsBack() {
        kernel.put(RS1, new RealServerCounters(3, 2, 1, RAN));
        kernel.put(RS2, RealServerCounters.ZERO);
        round();
        assertEquals(kernel.get(RS1), counters(RS1));

        core.report(WEB, RS1, 0, Health.DOWN, NOW);
        round();
        kernel.remove(RS1);
        round();
        round();
        assertNull(status(RS1).actual());
        assertEquals(new RealServerCounters(0, 0, 0, STANDS), counters(RS1));

        core.report(WEB, RS1, 0, Health.UP, NOW);
        work();
        assertEquals(STANDS, counters(RS1).traffic(), "in the table, and not read yet");
        kernel.put(RS1, new RealServerCounters(0, 0, 0, STANDS));
        round();
        assertEquals(STANDS, counters(RS1).traffic());
    }

    @Test
    void realServerThatLeavesTheConfigurationIsForgotten() {
        kernel.put(RS1, new RealServerCounters(3, 2, 1, RAN));
        round();
        Cores.reload(core, List.of(web(realServer(RS2, 100, 1))), TableDump.EMPTY);
        kernel.remove(RS1);
        round();
        Cores.reload(core, List.of(TWO), TableDump.EMPTY);
        work();
        assertEquals(RealServerCounters.ZERO, counters(RS1));
    }

    private void round() {
        work();
        TableDump dump = table.dump(core.ours());
        Map<Endpoint, RealServerCounters> there = new HashMap<>(kernel);
        there.keySet().retainAll(
                Objects.requireNonNull(dump.table().virtualServers().get(WEB)).realServers().keySet());
        Cores.read(core, new TableDump(
                        dump.table(), Map.of(WEB, new VirtualServerCounters(TrafficCounters.ZERO, there)),
                        Map.of(), 0),
                NOW,
                Duration.ZERO);
        work();
    }

    private void work() {
        var steps = core.plan();
        core.applied(steps, table.apply(steps), Duration.ZERO);
        core.status(TableKind.MEMORY);
    }

    private RealServerCounters counters(Endpoint endpoint) {
        return status(endpoint).counters();
    }

    private RealServerStatus status(Endpoint endpoint) {
        return core.status(TableKind.MEMORY).virtualServers().getFirst().realServers().stream()
                .filter(status -> status.endpoint().equals(endpoint))
                .findFirst()
                .orElseThrow();
    }
}
