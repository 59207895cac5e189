package dev.lvsd.ipvs.reconciler;

import static dev.lvsd.pool.Samples.WEB;
import static dev.lvsd.pool.Samples.WLC;
import static dev.lvsd.pool.Samples.dr;
import static dev.lvsd.pool.Samples.endpoint;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.check.Health;
import dev.lvsd.config.OnFailure;
import dev.lvsd.config.Quorum;
import dev.lvsd.config.RealServer;
import dev.lvsd.config.SorryServer;
import dev.lvsd.config.VirtualServer;
import dev.lvsd.ipvs.Step;
import dev.lvsd.ipvs.TableDump;
import dev.lvsd.ipvs.TableKind;
import dev.lvsd.ipvs.TableModel;
import dev.lvsd.ipvs.VirtualServerEntry;
import dev.lvsd.net.Endpoint;
import dev.lvsd.pool.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A virtual server with a sorry server: whatever the checks say, at no step of any plan is it without a server that
/// takes clients; and the sorry server takes them exactly while the quorum is down.
class NoEmptyWindowTest {
    private static final Endpoint SORRY = endpoint("10.9.0.9:80");
    private static final Instant NOW = Instant.EPOCH;
    private static final Duration MS = Duration.ofMillis(1);

    @Test
    void someServerTakesClientsAfterEveryStep() {
        for (long seed = 0; seed < 2_000; seed++) {
            run(new Random(seed), "seed " + seed);
        }
    }

    private static void run(Random random, String where) {
        VirtualServer web = web(random);
        ReconcilerCore core = Cores.starting(List.of(web), Set.of(), TableDump.EMPTY, NOW, MS);
        TableModel table = new TableModel();
        apply(core, table, where, false);
        for (int round = 0; round < 20; round++) {
            for (int reports = 1 + random.nextInt(3); reports > 0; reports--) {
                RealServer one = web.realServers().get(random.nextInt(web.realServers().size()));
                Health health = random.nextBoolean() ? Health.UP : Health.DOWN;
                core.report(WEB, one.endpoint(), random.nextInt(one.checks().size()), health, NOW);
            }
            apply(core, table, where + ", round " + round, true);
            assertSorryServerServesOnlyWithoutQuorum(core, table, where + ", round " + round);
        }
    }

    private static void apply(ReconcilerCore core, TableModel table, String where, boolean mustServe) {
        List<Step> steps = core.plan();
        for (Step step : steps) {
            assertNull(table.apply(step), where);
            assertTrue(!mustServe || serves(table), where + ", after " + step);
        }
        core.applied(steps, List.of(), MS);
        assertTrue(serves(table), where);
    }

    private static boolean serves(TableModel table) {
        VirtualServerEntry entry = table.entry(WEB);
        return entry != null && entry.realServers().values().stream().anyMatch(o -> o.weight() > 0);
    }

    private static void assertSorryServerServesOnlyWithoutQuorum(ReconcilerCore core, TableModel table, String where) {
        VirtualServerEntry entry = table.entry(WEB);
        assertNotNull(entry, where);
        VirtualServerStatus status = core.status(TableKind.MEMORY).virtualServers().getFirst();
        var sorry = entry.realServers().get(SORRY);
        assertEquals(!status.quorum().isUp(), sorry != null && sorry.weight() > 0, where);
        if (status.quorum().isUp()) {
            long live = entry.realServers().values().stream().mapToLong(o -> o.weight()).sum();
            assertEquals(status.quorum().live(), live, where);
        }
    }

    private static VirtualServer web(Random random) {
        List<RealServer> realServers = new ArrayList<>();
        int all = 0;
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            RealServer plain = Samples.realServer(
                    endpoint("10.9.0." + i + ":80"), random.nextInt(4), 1 + random.nextInt(2));
            all += plain.options().weight();
            realServers.add(new RealServer(plain.endpoint(), plain.options(), plain.checks(), onFailure(random)));
        }
        int quorum = 1 + random.nextInt(Math.max(1, all));
        return new VirtualServer(
                WEB, WLC, realServers, new Quorum(quorum, random.nextInt(quorum)),
                new SorryServer(SORRY, dr(1), onFailure(random)));
    }

    private static OnFailure onFailure(Random random) {
        return random.nextBoolean() ? OnFailure.INHIBIT : OnFailure.REMOVE;
    }
}
