package dev.lvsd.pool;

import static dev.lvsd.pool.Samples.RS1;
import static dev.lvsd.pool.Samples.RS2;
import static dev.lvsd.pool.Samples.adopting;
import static dev.lvsd.pool.Samples.dr;
import static dev.lvsd.pool.Samples.endpoint;
import static dev.lvsd.pool.Samples.entry;
import static dev.lvsd.pool.Samples.realServer;
import static dev.lvsd.pool.Samples.reconfigured;
import static dev.lvsd.pool.Samples.starting;
import static dev.lvsd.pool.Samples.web;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.lvsd.check.Health;
import dev.lvsd.config.CheckSpec;
import dev.lvsd.config.CheckTiming;
import dev.lvsd.config.RealServer;
import dev.lvsd.net.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PoolTest {
    private static final Instant NOW = Instant.EPOCH;

    @Test
    void newVirtualServerHasAllRealServersBeforeAnyCheck() {
        Pool pool = starting(web(realServer(RS1, 100, 1), realServer(RS2, 0, 0)));
        assertEquals(entry(Map.of(RS1, dr(100), RS2, dr(0))), pool.desired());
        assertEquals(Health.UNKNOWN, pool.health(RS1));
        assertEquals(Health.UP, pool.health(RS2), "without checkers always up");
    }

    @Test
    void realServerThatIsDownLeavesAndComesBackAtItsWeight() {
        Pool pool = starting(web(realServer(RS1, 100, 1), realServer(RS2, 50, 1)));
        assertEquals(Pool.Effect.CHANGED, pool.report(RS1, 0, Health.DOWN, NOW));
        assertEquals(entry(Map.of(RS2, dr(50))), pool.desired());
        assertEquals(Pool.Effect.UNCHANGED, pool.report(RS1, 0, Health.DOWN, NOW));
        assertEquals(Pool.Effect.CHANGED, pool.report(RS1, 0, Health.UP, NOW));
        assertEquals(entry(Map.of(RS1, dr(100), RS2, dr(50))), pool.desired());
    }

    @Test
    void realServerIsUpOnlyIfAllItsCheckersAre() {
        Pool pool = starting(web(realServer(RS1, 100, 2)));
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
        Pool pool = adopting(web(realServer(RS1, 100, 2), realServer(RS2, 100, 1)), entry(Map.of(RS2, dr(100))));
        assertEquals(entry(Map.of(RS2, dr(100))), pool.desired());
        pool.report(RS1, 0, Health.UP, NOW);
        assertEquals(entry(Map.of(RS2, dr(100))), pool.desired());
        pool.report(RS1, 1, Health.UP, NOW);
        assertEquals(entry(Map.of(RS1, dr(100), RS2, dr(100))), pool.desired());
    }

    @Test
    void adoptedRealServerStaysAtWeightZeroUntilItIsChecked() {
        Pool pool = adopting(
                web(realServer(RS1, 100, 1), realServer(RS2, 100, 1)), entry(Map.of(RS1, dr(0), RS2, dr(0))));
        assertEquals(entry(Map.of(RS1, dr(0), RS2, dr(0))), pool.desired());
        pool.report(RS1, 0, Health.UP, NOW);
        pool.report(RS2, 0, Health.DOWN, NOW);
        assertEquals(entry(Map.of(RS1, dr(100))), pool.desired());
    }

    @Test
    void adoptedRealServerWithoutCheckersIsPutToItsConfiguredWeight() {
        Pool pool = adopting(web(realServer(RS1, 100, 0), realServer(RS2, 7, 0)), entry(Map.of(RS1, dr(0))));
        assertEquals(entry(Map.of(RS1, dr(100), RS2, dr(7))), pool.desired());
    }

    @Test
    void healthIsSinceItsLastChange() {
        Pool pool = starting(web(realServer(RS1, 100, 1)));
        assertNull(pool.since(RS1));
        pool.report(RS1, 0, Health.UP, NOW);
        pool.report(RS1, 0, Health.UP, NOW.plusSeconds(1));
        assertEquals(NOW, pool.since(RS1));
        pool.report(RS1, 0, Health.DOWN, NOW.plusSeconds(2));
        assertEquals(NOW.plusSeconds(2), pool.since(RS1));
    }

    @Test
    void realServerThatStaysKeepsItsHealthAndItsMoment() {
        Pool pool = starting(web(realServer(RS1, 100, 1), realServer(RS2, 100, 1)));
        pool.report(RS1, 0, Health.DOWN, NOW);
        pool.report(RS2, 0, Health.UP, NOW.plusSeconds(1));
        Pool next = reconfigured(pool, web(realServer(RS2, 7, 1), realServer(RS1, 50, 1)));
        assertEquals(entry(Map.of(RS2, dr(7))), next.desired());
        assertEquals(Health.DOWN, next.health(RS1));
        assertEquals(NOW, next.since(RS1));
        assertEquals(NOW.plusSeconds(1), next.since(RS2));
        next.report(RS1, 0, Health.UP, NOW);
        assertEquals(entry(Map.of(RS1, dr(50), RS2, dr(7))), next.desired());
    }

    @Test
    void newRealServerIsInTheTableAtOnceAndRemovedOneIsNot() {
        Pool pool = starting(web(realServer(RS1, 100, 1)));
        pool.report(RS1, 0, Health.UP, NOW);
        Pool next = reconfigured(pool, web(realServer(RS2, 100, 1)));
        assertEquals(entry(Map.of(RS2, dr(100))), next.desired());
        assertEquals(Pool.Effect.NO_SUCH_CHECK, next.report(RS1, 0, Health.DOWN, NOW));
    }

    @Test
    void anotherCheckerLeavesTheRealServerWhereItWasUntilItHasSpoken() {
        Pool pool = starting(web(realServer(RS1, 100, 1), realServer(RS2, 100, 1)));
        pool.report(RS1, 0, Health.DOWN, NOW);
        pool.report(RS2, 0, Health.UP, NOW);
        Pool next = reconfigured(pool, web(checkedElsewhere(RS1), checkedElsewhere(RS2)));
        assertEquals(Health.UNKNOWN, next.health(RS1));
        assertEquals(entry(Map.of(RS2, dr(100))), next.desired());
        next.report(RS1, 0, Health.UP, NOW);
        assertEquals(entry(Map.of(RS1, dr(100), RS2, dr(100))), next.desired());
    }

    @Test
    void realServerWhoseFailedCheckerIsGoneComesUp() {
        Pool pool = starting(web(realServer(RS1, 100, 2)));
        pool.report(RS1, 0, Health.UP, NOW);
        pool.report(RS1, 1, Health.DOWN, NOW);
        assertEquals(entry(Map.of(RS1, dr(100))), reconfigured(pool, web(realServer(RS1, 100, 1))).desired());
    }

    @Test
    void anotherTimingKeepsTheHealth() {
        Pool pool = starting(web(realServer(RS1, 100, 1)));
        pool.report(RS1, 0, Health.DOWN, NOW);
        RealServer old = realServer(RS1, 100, 1);
        CheckTiming slow = new CheckTiming(
                Duration.ofSeconds(60), Duration.ofSeconds(9), 0, Duration.ofSeconds(1), Duration.ZERO);
        Pool next = reconfigured(pool, web(
                new RealServer(RS1, dr(100), List.of(old.checks().getFirst().withTiming(slow, false)))));
        assertEquals(Health.DOWN, next.health(RS1));
    }

    @Test
    void adoptedRealServerAtWeightZeroStaysSoOverAReload() {
        Pool pool = adopting(web(realServer(RS1, 100, 1)), entry(Map.of(RS1, dr(0))));
        assertEquals(entry(Map.of(RS1, dr(0))), reconfigured(pool, web(realServer(RS1, 50, 1))).desired());
    }

    private static RealServer checkedElsewhere(Endpoint endpoint) {
        CheckSpec check = realServer(endpoint, 100, 1).checks().getFirst();
        return new RealServer(
                endpoint, dr(100), List.of(new CheckSpec.Tcp(endpoint("10.9.0.9:8080"), check.timing())));
    }

    @Test
    void reportForSomethingUnknownIsSaidToBe() {
        Pool pool = starting(web(realServer(RS1, 100, 1)));
        assertEquals(Pool.Effect.NO_SUCH_CHECK, pool.report(RS2, 0, Health.DOWN, NOW));
        assertEquals(Pool.Effect.NO_SUCH_CHECK, pool.report(RS1, 1, Health.DOWN, NOW));
        assertEquals(Pool.Effect.NO_SUCH_CHECK, pool.report(RS1, -1, Health.DOWN, NOW));
        assertEquals(entry(Map.of(RS1, dr(100))), pool.desired());
    }
}
