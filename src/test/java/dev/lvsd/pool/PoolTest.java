package dev.lvsd.pool;

import static dev.lvsd.pool.Samples.RS1;
import static dev.lvsd.pool.Samples.RS2;
import static dev.lvsd.pool.Samples.dr;
import static dev.lvsd.pool.Samples.entry;
import static dev.lvsd.pool.Samples.realServer;
import static dev.lvsd.pool.Samples.web;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.lvsd.check.Health;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PoolTest {
    private static final Instant NOW = Instant.EPOCH;

    @Test
    void newVirtualServerHasAllRealServersBeforeAnyCheck() {
        Pool pool = Pool.starting(web(realServer(RS1, 100, 1), realServer(RS2, 0, 0)));
        assertEquals(entry(Map.of(RS1, dr(100), RS2, dr(0))), pool.desired());
        assertEquals(Health.UNKNOWN, pool.health(RS1));
        assertEquals(Health.UP, pool.health(RS2), "without checkers always up");
    }

    @Test
    void realServerThatIsDownLeavesAndComesBackAtItsWeight() {
        Pool pool = Pool.starting(web(realServer(RS1, 100, 1), realServer(RS2, 50, 1)));
        assertEquals(Pool.Effect.CHANGED, pool.report(RS1, 0, Health.DOWN, NOW));
        assertEquals(entry(Map.of(RS2, dr(50))), pool.desired());
        assertEquals(Pool.Effect.UNCHANGED, pool.report(RS1, 0, Health.DOWN, NOW));
        assertEquals(Pool.Effect.CHANGED, pool.report(RS1, 0, Health.UP, NOW));
        assertEquals(entry(Map.of(RS1, dr(100), RS2, dr(50))), pool.desired());
    }

    @Test
    void realServerIsUpOnlyIfAllItsCheckersAre() {
        Pool pool = Pool.starting(web(realServer(RS1, 100, 2)));
        pool.report(RS1, 0, Health.UP, NOW);
        assertEquals(Health.UNKNOWN, pool.health(RS1));
        pool.report(RS1, 1, Health.DOWN, NOW);
        assertEquals(entry(Map.of()), pool.desired());
        assertEquals(Pool.Effect.UNCHANGED, pool.report(RS1, 0, Health.DOWN, NOW));
        assertEquals(Pool.Effect.UNCHANGED, pool.report(RS1, 1, Health.UP, NOW));
        assertEquals(entry(Map.of()), pool.desired());
        assertEquals(Pool.Effect.CHANGED, pool.report(RS1, 0, Health.UP, NOW));
        assertEquals(entry(Map.of(RS1, dr(100))), pool.desired());
    }

    @Test
    void adoptedRealServerStaysAbsentUntilAllItsCheckersSpoke() {
        Pool pool = Pool.adopting(web(realServer(RS1, 100, 2), realServer(RS2, 100, 1)), entry(Map.of(RS2, dr(100))));
        assertEquals(entry(Map.of(RS2, dr(100))), pool.desired());
        pool.report(RS1, 0, Health.UP, NOW);
        assertEquals(entry(Map.of(RS2, dr(100))), pool.desired());
        pool.report(RS1, 1, Health.UP, NOW);
        assertEquals(entry(Map.of(RS1, dr(100), RS2, dr(100))), pool.desired());
    }

    @Test
    void adoptedRealServerStaysAtWeightZeroUntilItIsChecked() {
        Pool pool = Pool.adopting(
                web(realServer(RS1, 100, 1), realServer(RS2, 100, 1)), entry(Map.of(RS1, dr(0), RS2, dr(0))));
        assertEquals(entry(Map.of(RS1, dr(0), RS2, dr(0))), pool.desired());
        pool.report(RS1, 0, Health.UP, NOW);
        pool.report(RS2, 0, Health.DOWN, NOW);
        assertEquals(entry(Map.of(RS1, dr(100))), pool.desired());
    }

    @Test
    void adoptedRealServerWithoutCheckersIsPutToItsConfiguredWeight() {
        Pool pool = Pool.adopting(web(realServer(RS1, 100, 0), realServer(RS2, 7, 0)), entry(Map.of(RS1, dr(0))));
        assertEquals(entry(Map.of(RS1, dr(100), RS2, dr(7))), pool.desired());
    }

    @Test
    void healthIsSinceItsLastChange() {
        Pool pool = Pool.starting(web(realServer(RS1, 100, 1)));
        assertNull(pool.since(RS1));
        pool.report(RS1, 0, Health.UP, NOW);
        pool.report(RS1, 0, Health.UP, NOW.plusSeconds(1));
        assertEquals(NOW, pool.since(RS1));
        pool.report(RS1, 0, Health.DOWN, NOW.plusSeconds(2));
        assertEquals(NOW.plusSeconds(2), pool.since(RS1));
    }

    @Test
    void reportForSomethingUnknownIsSaidToBe() {
        Pool pool = Pool.starting(web(realServer(RS1, 100, 1)));
        assertEquals(Pool.Effect.NO_SUCH_CHECK, pool.report(RS2, 0, Health.DOWN, NOW));
        assertEquals(Pool.Effect.NO_SUCH_CHECK, pool.report(RS1, 1, Health.DOWN, NOW));
        assertEquals(Pool.Effect.NO_SUCH_CHECK, pool.report(RS1, -1, Health.DOWN, NOW));
        assertEquals(entry(Map.of(RS1, dr(100))), pool.desired());
    }
}
