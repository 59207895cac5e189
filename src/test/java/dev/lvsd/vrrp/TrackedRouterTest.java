package dev.lvsd.vrrp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lvsd.config.SampleInstance;
import dev.lvsd.config.TrackWeight;
import dev.lvsd.config.Tracking;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.net.IpAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What tracking does to a virtual router.
class TrackedRouterTest {
    private static final long SECOND = 1_000_000_000L;
    private static final IpAddress.V4 SELF = Instances.v4("10.77.0.1");
    private static final IpAddress.V4 PEER = Instances.v4("10.77.0.2");
    private static final Input UP = new Input.InterfaceUp(SELF);
    private static final Input FINE = new Input.Tracked(100, null);
    private static final Input FAULT = new Input.Tracked(100, "script check: exit status 1");

    @Test
    void instanceWhoseScriptMayBeAFaultWaitsForItsFirstResult() {
        VirtualRouter router = new VirtualRouter(tracking());
        assertEquals(List.of(Action.Order.REMOVE_ADDRESSES), router.on(UP, 0));
        assertEquals(RouterState.INITIALIZE, router.state());
        assertEquals(VirtualRouter.NEVER, router.deadlineNanos());
        router.on(FINE, SECOND);
        assertEquals(RouterState.BACKUP, router.state());
        assertEquals(SECOND + Timers.masterDownNanos(3, 100, SECOND), router.deadlineNanos());
    }

    @Test
    void firstResultMayComeBeforeTheInterface() {
        VirtualRouter router = new VirtualRouter(tracking());
        assertEquals(List.of(), router.on(FAULT, 0));
        router.on(UP, 1);
        assertEquals(RouterState.FAULT, router.state());
    }

    @Test
    void masterThatWasMasterBeforeARestartKeepsItsAddressesWhileItWaitsUnlessABetterOneIsThere() {
        VirtualRouter router = new VirtualRouter(tracking());
        router.on(Input.Resume.RESUME, 0);
        assertEquals(List.of(), router.on(UP, 0));
        assertEquals(List.of(), router.on(advert(90), 1));
        assertEquals(List.of(Action.Order.REMOVE_ADDRESSES), router.on(advert(110), 2));
    }

    @Test
    void faultMakesAMasterResignAndItsEndMakesItABackup() {
        VirtualRouter router = master();
        List<Action> actions = router.on(FAULT, 10 * SECOND);
        assertEquals(List.of(
                Action.Order.SEND_PRIORITY_ZERO, Action.Order.REMOVE_ADDRESSES,
                new Action.StateChanged(RouterState.MASTER, RouterState.FAULT, "script check: exit status 1")),
                actions);
        assertEquals(List.of(), router.on(FAULT, 11 * SECOND));
        assertEquals(List.of(), router.on(UP, 11 * SECOND));
        assertEquals(RouterState.FAULT, router.state());
        router.on(FINE, 12 * SECOND);
        assertEquals(RouterState.BACKUP, router.state());
    }

    @Test
    void interfaceAndTrackingMustBothBeFine() {
        VirtualRouter router = master();
        router.on(new Input.InterfaceDown("interface eth0 is down"), 10 * SECOND);
        router.on(FAULT, 10 * SECOND);
        assertEquals(List.of(), router.on(FINE, 11 * SECOND));
        assertEquals(RouterState.FAULT, router.state());
        router.on(UP, 12 * SECOND);
        assertEquals(RouterState.BACKUP, router.state());
    }

    @Test
    void masterWhosePriorityFallsIsReplacedByABackupOfHigherPriority() {
        VirtualRouter router = master();
        long deadline = router.deadlineNanos();
        assertEquals(List.of(), router.on(new Input.Tracked(80, null), deadline - 1));
        assertEquals(80, router.priority());
        assertEquals(80, router.masterPriority());
        assertEquals(deadline, router.deadlineNanos());
        router.on(advert(90), deadline - 1);
        assertEquals(RouterState.BACKUP, router.state());
    }

    @Test
    void backupWhosePriorityRisesIgnoresTheMasterAndTakesOverWhenItsTimerEnds() {
        VirtualRouter router = backup();
        long heard = 2 * SECOND;
        router.on(advert(150), heard);
        router.on(new Input.Tracked(200, null), heard + SECOND / 2);
        assertEquals(heard + Timers.masterDownNanos(3, 200, SECOND), router.deadlineNanos());
        router.on(advert(150), heard + SECOND);
        assertEquals(heard + Timers.masterDownNanos(3, 200, SECOND), router.deadlineNanos());
        router.on(Input.Timer.TICK, router.deadlineNanos());
        assertEquals(RouterState.MASTER, router.state());
    }

    @Test
    void reloadKeepsWhatTrackingMadeOfThePriority() {
        VirtualRouter router = master();
        router.on(new Input.Tracked(80, null), 10 * SECOND);
        router.on(new Input.Reconfigured(tracking(), 90), 10 * SECOND);
        assertEquals(90, router.priority());
    }

    @Test
    void reloadThatTracksNothingAnyMoreReleasesWhoWaited() {
        VirtualRouter router = new VirtualRouter(tracking());
        router.on(UP, 0);
        router.on(new Input.Reconfigured(new SampleInstance().build()), SECOND);
        assertEquals(RouterState.BACKUP, router.state());
    }

    @Test
    void stoppedRouterStaysStoppedWhateverIsTracked() {
        VirtualRouter router = master();
        router.on(Input.Shutdown.STOP, 10 * SECOND);
        assertEquals(List.of(), router.on(FAULT, 11 * SECOND));
        assertEquals(List.of(), router.on(FINE, 11 * SECOND));
        assertEquals(RouterState.INITIALIZE, router.state());
    }

    private static VrrpInstance tracking() {
        return new SampleInstance().tracking(new Tracking(true, List.of(new Tracking.Tracked(
                new Tracking.Key(Tracking.Kind.SCRIPT, "check"), TrackWeight.FAULT)))).build();
    }

    private static VirtualRouter backup() {
        VirtualRouter router = new VirtualRouter(tracking());
        router.on(FINE, 0);
        router.on(UP, 0);
        return router;
    }

    private static VirtualRouter master() {
        VirtualRouter router = backup();
        router.on(Input.Timer.TICK, router.deadlineNanos());
        assertEquals(RouterState.MASTER, router.state());
        return router;
    }

    private static Input advert(int priority) {
        return new Input.AdvertReceived(PEER, new Advert(3, 51, priority, SECOND, List.of()));
    }
}
