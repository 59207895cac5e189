package dev.lvsd.vrrp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.config.VrrpInstance;
import dev.lvsd.net.IpAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a reload does to a virtual router that runs.
class ReconfigurationTest {
    private static final long MILLI = 1_000_000;
    private static final IpAddress.V4 SELF = Instances.v4("10.77.0.1");
    private static final IpAddress.V4 PEER = Instances.v4("10.77.0.2");

    @Test
    void masterKeepsItsRhythmWhateverChanges() {
        VirtualRouter router = master(Instances.V3);
        long deadline = router.deadlineNanos();
        assertEquals(List.of(), router.on(new Input.Reconfigured(Instances.V3.priority(50).of(51, "10.77.0.7")),
                deadline - 300 * MILLI));
        assertEquals(RouterState.MASTER, router.state());
        assertEquals(deadline, router.deadlineNanos());
        assertEquals(50, router.priority());
        assertEquals(50, router.masterPriority());
    }

    @Test
    void masterWithAShorterIntervalCountsItFromItsLastAdvert() {
        VirtualRouter router = master(Instances.V3);
        long last = router.deadlineNanos() - 1000 * MILLI;
        reconfigure(router, Instances.V3.millis(100), last + 20 * MILLI);
        assertEquals(last + 100 * MILLI, router.deadlineNanos());
        assertEquals(100 * MILLI, router.masterIntervalNanos());
    }

    @Test
    void masterWithALongerIntervalStillSendsTheNextAdvertOnTime() {
        VirtualRouter router = master(Instances.V3.millis(100));
        long deadline = router.deadlineNanos();
        reconfigure(router, Instances.V3.millis(1000), deadline - 10 * MILLI);
        assertEquals(deadline, router.deadlineNanos());
        router.on(Input.Timer.TICK, deadline);
        assertEquals(deadline + 1000 * MILLI, router.deadlineNanos());
    }

    @Test
    void backupWaitsAccordingToItsNewPrioritySinceTheLastAdvert() {
        VirtualRouter router = backup(Instances.V3);
        long heard = 2_000 * MILLI;
        assertEquals(heard + Timers.masterDownNanos(3, 100, 1000 * MILLI), router.deadlineNanos());
        reconfigure(router, Instances.V3.priority(200), heard + 700 * MILLI);
        assertEquals(heard + Timers.masterDownNanos(3, 200, 1000 * MILLI), router.deadlineNanos());
        assertEquals(RouterState.BACKUP, router.state());
    }

    @Test
    void backupOfVersion3KeepsTheMastersInterval() {
        VirtualRouter router = backup(Instances.V3);
        long deadline = router.deadlineNanos();
        reconfigure(router, Instances.V3.millis(10), 2_500 * MILLI);
        assertEquals(deadline, router.deadlineNanos());
        assertEquals(1000 * MILLI, router.masterIntervalNanos());
    }

    @Test
    void backupOfVersion2TakesItsOwnIntervalAndWaitsAWholeSilence() {
        VirtualRouter router = backup(Instances.V2);
        reconfigure(router, Instances.V2.millis(2000), 2_500 * MILLI);
        assertEquals(2_500 * MILLI + Timers.masterDownNanos(2, 100, 2000 * MILLI), router.deadlineNanos());
    }

    @Test
    void afterPriorityZeroOnlyTheSkewTimeMoves() {
        VirtualRouter router = backup(Instances.V3);
        Advert zero = new Advert(3, 51, 0, 1000 * MILLI, List.of(Instances.v4("10.77.0.100")));
        router.on(new Input.AdvertReceived(PEER, zero), 2_100 * MILLI);
        reconfigure(router, Instances.V3.priority(200), 2_110 * MILLI);
        assertEquals(2_100 * MILLI + Timers.skewNanos(3, 200, 1000 * MILLI), router.deadlineNanos());
    }

    @Test
    void backupThatHasHeardNobodyWaitsByItsNewIntervalSinceItsStart() {
        VirtualRouter router = new VirtualRouter(instance(Instances.V3));
        router.on(new Input.InterfaceUp(SELF), 0);
        reconfigure(router, Instances.V3.millis(100), 150 * MILLI);
        assertEquals(Timers.masterDownNanos(3, 100, 100 * MILLI), router.deadlineNanos());
        assertEquals(100 * MILLI, router.masterIntervalNanos());
    }

    @Test
    void sameConfigurationAgainAndAgainMovesNoTimer() {
        VirtualRouter router = backup(Instances.V3);
        long deadline = router.deadlineNanos();
        for (int i = 0; i < 100; i++) {
            reconfigure(router, i % 2 == 0 ? Instances.V3.priority(200) : Instances.V3, (2_000 + i) * MILLI);
        }
        assertEquals(deadline, router.deadlineNanos());
    }

    @Test
    void backupThatBecomesTheOwnerBeforeItIsReadyWaits() {
        VirtualRouter router = new VirtualRouter(instance(Instances.V3), Readiness.WAITING);
        router.on(new Input.InterfaceUp(SELF), 0);
        reconfigure(router, Instances.V3.priority(255), MILLI);
        assertEquals(RouterState.BACKUP, router.state());
        router.on(Input.Ready.READY, 2 * MILLI);
        assertEquals(RouterState.MASTER, router.state());
    }

    @Test
    void afterPriorityZeroOfAMasterThatWasNeverHeardOnlyTheSkewTimeMoves() {
        VirtualRouter router = new VirtualRouter(instance(Instances.V3));
        router.on(new Input.InterfaceUp(SELF), 2_000 * MILLI);
        Advert zero = new Advert(3, 51, 0, 1000 * MILLI, List.of(Instances.v4("10.77.0.100")));
        router.on(new Input.AdvertReceived(PEER, zero), 2_100 * MILLI);
        reconfigure(router, Instances.V3.millis(4000), 2_110 * MILLI);
        assertEquals(2_100 * MILLI + Timers.skewNanos(3, 100, 4000 * MILLI), router.deadlineNanos());
    }

    @Test
    void backupThatBecomesTheOwnerTakesOverAtOnce() {
        VirtualRouter router = backup(Instances.V3);
        List<Action> actions =
                router.on(new Input.Reconfigured(Instances.V3.priority(255).of(51, "10.77.0.100")), 2_100 * MILLI);
        assertEquals(RouterState.MASTER, router.state());
        assertEquals(Action.Order.SEND_ADVERT, actions.getFirst());
        assertTrue(actions.contains(Action.Order.ADD_ADDRESSES));
    }

    @Test
    void preemptionFollowsTheNewConfiguration() {
        VirtualRouter router = backup(Instances.V3);
        reconfigure(router, Instances.V3.nopreempt(), 2_100 * MILLI);
        Advert low = new Advert(3, 51, 1, 1000 * MILLI, List.of(Instances.v4("10.77.0.100")));
        router.on(new Input.AdvertReceived(PEER, low), 2_200 * MILLI);
        assertEquals(2_200 * MILLI + Timers.masterDownNanos(3, 100, 1000 * MILLI), router.deadlineNanos());
    }

    @Test
    void whatIsStoppedOrFaultyStaysSo() {
        VirtualRouter router = new VirtualRouter(instance(Instances.V3));
        reconfigure(router, Instances.V3.priority(200), 0);
        assertEquals(RouterState.INITIALIZE, router.state());
        router.on(new Input.InterfaceDown("down"), 1);
        reconfigure(router, Instances.V3.priority(255), 2);
        assertEquals(RouterState.FAULT, router.state());
        assertEquals(VirtualRouter.NEVER, router.deadlineNanos());
    }

    private static void reconfigure(VirtualRouter router, Instances next, long now) {
        assertEquals(List.of(), router.on(new Input.Reconfigured(instance(next)), now));
    }

    private static VirtualRouter master(Instances shape) {
        VirtualRouter router = new VirtualRouter(instance(shape));
        router.on(new Input.InterfaceUp(SELF), 0);
        router.on(Input.Timer.TICK, router.deadlineNanos());
        assertEquals(RouterState.MASTER, router.state());
        return router;
    }

    private static VirtualRouter backup(Instances shape) {
        VirtualRouter router = new VirtualRouter(instance(shape));
        router.on(new Input.InterfaceUp(SELF), 0);
        Advert advert = new Advert(
                shape.version(), 51, 250, 1000 * MILLI, List.of(Instances.v4("10.77.0.100")));
        router.on(new Input.AdvertReceived(PEER, advert), 2_000 * MILLI);
        return router;
    }

    private static VrrpInstance instance(Instances shape) {
        return shape.of(51, "10.77.0.100");
    }
}
