package dev.lvsd.pool;

import static dev.lvsd.pool.Samples.RS1;
import static dev.lvsd.pool.Samples.RS2;
import static dev.lvsd.pool.Samples.WEB;
import static dev.lvsd.pool.Samples.WLC;
import static dev.lvsd.pool.Samples.adopting;
import static dev.lvsd.pool.Samples.dr;
import static dev.lvsd.pool.Samples.endpoint;
import static dev.lvsd.pool.Samples.entry;
import static dev.lvsd.pool.Samples.realServer;
import static dev.lvsd.pool.Samples.reconfigured;
import static dev.lvsd.pool.Samples.starting;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.check.Health;
import dev.lvsd.config.CheckSpec;
import dev.lvsd.config.OnFailure;
import dev.lvsd.config.Quorum;
import dev.lvsd.config.RealServer;
import dev.lvsd.config.SorryServer;
import dev.lvsd.config.VirtualServer;
import dev.lvsd.net.Endpoint;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuorumTest {
    private static final Endpoint RS3 = endpoint("10.9.0.3:80");
    private static final Endpoint SORRY = endpoint("10.9.0.9:80");

    @Test
    void sorryServerServesInsteadOfTheLastRealServer() {
        Pool pool = starting(web(Quorum.ANY, OnFailure.REMOVE, realServer(RS1, 100, 1), realServer(RS2, 50, 1)));
        report(pool, RS1, Health.DOWN);
        assertEquals(entry(Map.of(RS2, dr(50))), pool.desired());
        report(pool, RS2, Health.DOWN);
        assertEquals(entry(Map.of(SORRY, dr(1))), pool.desired());
        assertFalse(pool.quorum().isUp());
        report(pool, RS1, Health.UP);
        assertEquals(entry(Map.of(RS1, dr(100))), pool.desired());
    }

    @Test
    void lostQuorumTakesLiveRealServersOutToo() {
        Pool pool = starting(
                web(new Quorum(150, 0), OnFailure.REMOVE, realServer(RS1, 100, 1), realServer(RS2, 50, 1)));
        report(pool, RS2, Health.DOWN);
        assertEquals(entry(Map.of(SORRY, dr(1))), pool.desired());
        assertEquals(new QuorumState(false, new Quorum(150, 0), 100, 150), pool.quorum());
    }

    @Test
    void lostQuorumWithoutASorryServerIsSaidAndChangesNothing() {
        Pool pool = starting(new VirtualServer(
                WEB, WLC, List.of(realServer(RS1, 100, 1), realServer(RS2, 50, 1)), new Quorum(150, 0), null));
        report(pool, RS2, Health.DOWN);
        assertEquals(entry(Map.of(RS1, dr(100))), pool.desired());
        assertFalse(pool.quorum().isUp());
    }

    @Test
    void hysteresisKeepsTheQuorumBelowAndDelaysItAbove() {
        Quorum quorum = new Quorum(50, 40);
        assertTrue(quorum.isUp(true, 10, 300));
        assertFalse(quorum.isUp(true, 9, 300));
        assertFalse(quorum.isUp(false, 89, 300));
        assertTrue(quorum.isUp(false, 90, 300));
        assertTrue(quorum.isUp(false, 60, 60), "all there is will do");
        assertFalse(quorum.isUp(false, 0, 0));
    }

    @Test
    void virtualServerOfWeightZeroHasNoQuorum() {
        Pool pool = starting(web(Quorum.ANY, OnFailure.REMOVE, realServer(RS1, 0, 1)));
        assertEquals(entry(Map.of(SORRY, dr(1))), pool.desired());
        report(pool, RS1, Health.UP);
        assertEquals(entry(Map.of(SORRY, dr(1))), pool.desired());
    }

    @Test
    void inhibitedRealServerStaysAtWeightZero() {
        Pool pool = starting(web(Quorum.ANY, OnFailure.REMOVE, inhibited(RS1), inhibited(RS2)));
        report(pool, RS1, Health.DOWN);
        assertEquals(entry(Map.of(RS1, dr(0), RS2, dr(100))), pool.desired());
        report(pool, RS2, Health.DOWN);
        assertEquals(entry(Map.of(RS1, dr(0), RS2, dr(0), SORRY, dr(1))), pool.desired());
        report(pool, RS2, Health.UP);
        assertEquals(entry(Map.of(RS1, dr(0), RS2, dr(100))), pool.desired());
    }

    @Test
    void inhibitedSorryServerStaysAtWeightZeroOnceItServed() {
        Pool pool = starting(web(Quorum.ANY, OnFailure.INHIBIT, realServer(RS1, 100, 1)));
        assertEquals(entry(Map.of(RS1, dr(100))), pool.desired());
        report(pool, RS1, Health.DOWN);
        assertEquals(entry(Map.of(SORRY, dr(1))), pool.desired());
        report(pool, RS1, Health.UP);
        assertEquals(entry(Map.of(RS1, dr(100), SORRY, dr(0))), pool.desired());
    }

    @Test
    void realServerWithAlphaIsOutUntilItsFirstSuccess() {
        Pool pool = starting(web(Quorum.ANY, OnFailure.REMOVE, alpha(RS1), realServer(RS2, 50, 1)));
        assertEquals(entry(Map.of(RS2, dr(50))), pool.desired());
        report(pool, RS1, Health.UP);
        assertEquals(entry(Map.of(RS1, dr(100), RS2, dr(50))), pool.desired());
    }

    /// Of two checkers only the first has `alpha`: its success is enough, as the other is trusted from the start.
    @Test
    void onlyCheckersWithAlphaAreWaitedFor() {
        RealServer trusted = realServer(RS1, 100, 1);
        RealServer both = new RealServer(RS1, dr(100),
                List.of(alpha(RS1).checks().getFirst(), trusted.checks().getFirst()));
        Pool pool = starting(web(Quorum.ANY, OnFailure.REMOVE, both));
        assertEquals(entry(Map.of(SORRY, dr(1))), pool.desired());
        assertEquals(Pool.Effect.CHANGED, pool.report(RS1, 0, Health.UP, Instant.EPOCH));
        assertEquals(Health.UNKNOWN, pool.health(RS1));
        assertEquals(entry(Map.of(RS1, dr(100))), pool.desired());
    }

    @Test
    void sorryServerServesAtTheStartWhereAllRealServersHaveAlpha() {
        Pool pool = starting(web(Quorum.ANY, OnFailure.REMOVE, alpha(RS1), alpha(RS2)));
        assertEquals(entry(Map.of(SORRY, dr(1))), pool.desired());
        report(pool, RS2, Health.UP);
        assertEquals(entry(Map.of(RS2, dr(100))), pool.desired());
    }

    @Test
    void restartKeepsTheSorryServerUntilTheQuorumIsBack() {
        VirtualServer web = web(new Quorum(100, 60), OnFailure.REMOVE, realServer(RS1, 100, 1), realServer(RS2, 70, 1));
        Pool pool = adopting(web, entry(Map.of(SORRY, dr(1))));
        assertEquals(entry(Map.of(SORRY, dr(1))), pool.desired());
        report(pool, RS1, Health.UP);
        assertEquals(entry(Map.of(SORRY, dr(1))), pool.desired(), "100 is less than quorum and hysteresis");
        report(pool, RS2, Health.UP);
        assertEquals(entry(Map.of(RS1, dr(100), RS2, dr(70))), pool.desired());
    }

    @Test
    void restartKeepsInhibitedServersAsTheyAre() {
        VirtualServer web = web(Quorum.ANY, OnFailure.INHIBIT, inhibited(RS1), inhibited(RS2));
        for (var present : List.of(
                entry(Map.of(RS1, dr(0), RS2, dr(0), SORRY, dr(1))),
                entry(Map.of(RS1, dr(100), RS2, dr(0), SORRY, dr(0))),
                entry(Map.of(RS1, dr(100), RS2, dr(100))))) {
            assertEquals(present, adopting(web, present).desired());
        }
    }

    @Test
    void reloadKeepsTheQuorumAsItWas() {
        RealServer[] two = {realServer(RS1, 100, 1), realServer(RS2, 70, 1)};
        VirtualServer web = web(new Quorum(100, 50), OnFailure.INHIBIT, two);
        Pool pool = starting(web);
        report(pool, RS2, Health.DOWN);
        assertTrue(reconfigured(pool, web).quorum().isUp(), "100 is enough to keep it");
        report(pool, RS1, Health.DOWN);
        report(pool, RS1, Health.UP);
        Pool after = reconfigured(pool, web);
        assertFalse(after.quorum().isUp(), "100 is not enough to get it back");
        assertEquals(entry(Map.of(SORRY, dr(1))), after.desired());
        report(after, RS2, Health.UP);
        assertEquals(entry(Map.of(RS1, dr(100), RS2, dr(70), SORRY, dr(0))), reconfigured(after, web).desired());
    }

    @Test
    void reloadKeepsRealServersWithAlphaOutUntilTheirFirstSuccess() {
        Pool pool = starting(web(Quorum.ANY, OnFailure.REMOVE, alpha(RS1), realServer(RS2, 50, 1)));
        Pool after = reconfigured(pool, web(Quorum.ANY, OnFailure.REMOVE, alpha(RS1), alpha(RS2), alpha(RS3)));
        assertEquals(entry(Map.of(RS2, dr(100))), after.desired(), "one that was live stays so");
        report(after, RS1, Health.UP);
        assertEquals(entry(Map.of(RS1, dr(100), RS2, dr(100))), after.desired());
    }

    @Test
    void realServerMayBeTheSorryServer() {
        SorryServer same = new SorryServer(RS1, dr(1), OnFailure.REMOVE);
        VirtualServer web = new VirtualServer(
                WEB, WLC, List.of(realServer(RS1, 100, 1), realServer(RS2, 100, 1)), new Quorum(200, 0), same);
        Pool pool = adopting(web, entry(Map.of(RS1, dr(100), RS2, dr(100))));
        report(pool, RS2, Health.DOWN);
        assertEquals(entry(Map.of(RS1, dr(1))), pool.desired());
        report(pool, RS2, Health.UP);
        assertEquals(entry(Map.of(RS1, dr(100), RS2, dr(100))), pool.desired());
    }

    private static void report(Pool pool, Endpoint realServer, Health health) {
        pool.report(realServer, 0, health, Instant.EPOCH);
    }

    private static VirtualServer web(Quorum quorum, OnFailure sorryUnused, RealServer... realServers) {
        return new VirtualServer(
                WEB, WLC, List.of(realServers), quorum, new SorryServer(SORRY, dr(1), sorryUnused));
    }

    private static RealServer inhibited(Endpoint endpoint) {
        RealServer plain = realServer(endpoint, 100, 1);
        return new RealServer(endpoint, plain.options(), plain.checks(), OnFailure.INHIBIT);
    }

    private static RealServer alpha(Endpoint endpoint) {
        RealServer plain = realServer(endpoint, 100, 1);
        return new RealServer(endpoint, plain.options(), List.of(
                new CheckSpec.Tcp(endpoint, plain.checks().getFirst().timing(), true)));
    }
}
