package dev.lvsd.vrrp.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.config.Authentication;
import dev.lvsd.config.SampleInstance;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.linux.AdvertPort;
import dev.lvsd.linux.BootClock;
import dev.lvsd.linux.Errno;
import dev.lvsd.linux.EventFd;
import dev.lvsd.linux.VrrpDatagram;
import dev.lvsd.net.IpAddress;
import dev.lvsd.vrrp.Advert;
import dev.lvsd.vrrp.AdvertCodec;
import dev.lvsd.vrrp.ChecksumForm;
import dev.lvsd.vrrp.Counter;
import dev.lvsd.vrrp.Input;
import dev.lvsd.vrrp.InstanceStatus;
import dev.lvsd.vrrp.InstanceStatus.AddressStatus;
import dev.lvsd.vrrp.Maintenance;
import dev.lvsd.vrrp.Readiness;
import dev.lvsd.vrrp.RouterState;
import dev.lvsd.vrrp.RoutingStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class VrrpLoopTest {
    private static final IpAddress.V4 OWN = v4("10.0.0.1");
    private static final IpAddress.V4 OTHER = v4("10.0.0.2");
    private static final long PATIENCE_NANOS = 10_000_000_000L;

    private final Told told = new Told();
    private final Heartbeat heartbeat = new Heartbeat();
    private Port port;
    private EventFd wake;

    @BeforeEach
    void open() throws Exception {
        port = new Port(EventFd.open());
        wake = EventFd.open();
    }

    @AfterEach
    void close() {
        wake.close();
    }

    /// As after a pause between the wait and the timers: the advert is there, and the wait did not tell of it.
    @Test
    void anAdvertThatWaitsCountsBeforeATakeover() throws Exception {
        port.answersEveryLook = advert(200);
        RunningRouter router = router(100);
        VrrpLoop loop = loop(router);
        Thread thread = start(loop, router);

        await(() -> port.looks.get() > 20 || state(router) == RouterState.MASTER);
        assertEquals(RouterState.BACKUP, state(router));
        stop(loop, thread);
    }

    /// As after a pause longer than the delay of the second burst.
    @Test
    void aMasterThatWasReplacedMeanwhileAnnouncesNothing() {
        RunningRouter router = router(100);
        router.linkUp(OWN, List.of(port), 0);
        router.tick(1_000_000_000L);
        assertEquals(RouterState.MASTER, state(router));
        told.orders.clear();

        byte[] winner = advert(200);
        router.receive(winner, winner.length, 10_000_000_000L);
        router.tick(10_000_000_000L);
        assertEquals(List.of(new Order.PeerHeard(0), new Order.Release(0)), List.copyOf(told.orders));
    }

    @Test
    void aMasterAnnouncesASecondTimeAfterTheDelay() {
        RunningRouter router = router(100);
        router.linkUp(OWN, List.of(port), 0);
        router.tick(1_000_000_000L);
        told.orders.clear();
        router.tick(5_999_999_999L);
        assertEquals(List.of(), List.copyOf(told.orders));
        router.tick(6_000_000_000L);
        assertEquals(List.of(new Order.Announce(0, 5)), List.copyOf(told.orders));
    }

    @Test
    void aMasterThatStoodStillSaysSoOnceAMinute() {
        RunningRouter router = router(255);
        router.linkUp(OWN, List.of(port), 0);
        told.lines.clear();
        router.lookForLateness(20_000_000L);
        assertEquals(List.of(), List.copyOf(told.lines));
        router.lookForLateness(3_010_000_000L);
        router.lookForLateness(4_010_000_000L);
        assertEquals(List.of("WARN vrrp VI: advert late by 3000 ms, more than its interval:"
                + " the process or the machine stood still"), List.copyOf(told.lines));
        router.lookForLateness(64_010_000_000L);
        assertTrue(told.lines.toString().contains("; 2 since this was last told"), told.lines::toString);
    }

    /// The interface's own news come a moment later and say why.
    @Test
    void anInterfaceThatIsLostIsNotAnErrorOfSending() {
        RunningRouter router = router(255);
        router.linkUp(OWN, List.of(port), 0);
        told.lines.clear();
        port.sendError = Errno.ENETUNREACH.number();
        router.tick(10_000_000L);
        router.tick(20_000_000L);
        assertEquals(List.of(), List.copyOf(told.lines));
        router.tick(1_010_000_000L);
        router.tick(1_020_000_000L);
        assertEquals(1, told.lines.size());
        assertTrue(told.lines.peek().startsWith("ERROR vrrp VI: cannot send an advert on eth0"), told.lines::toString);
    }

    @Test
    void anyOtherErrorOfSendingIsToldAtOnce() {
        RunningRouter router = router(255);
        router.linkUp(OWN, List.of(port), 0);
        told.lines.clear();
        port.sendError = Errno.EPERM.number();
        router.tick(10_000_000L);
        assertEquals(1, told.lines.size());
    }

    @Test
    void aMasterHandsOverWhenItsThreadFails() throws Exception {
        RunningRouter router = router(255);
        VrrpLoop loop = loop(router);
        Thread thread = start(loop, router);
        await(() -> state(router) == RouterState.MASTER);
        thread.setUncaughtExceptionHandler((_, _) -> {});

        port.fails = true;
        port.readable.signal();
        thread.join(Duration.ofSeconds(10));
        assertFalse(thread.isAlive());
        assertEquals(RouterState.INITIALIZE, state(router));
        assertTrue(told.orders.contains(new Order.Release(0)));
        assertEquals(1, status(router).counters()
                .get(Counter.PRIORITY_ZERO_SENT));
    }

    @Test
    void aMasterHandsOverAtTheStop() throws Exception {
        RunningRouter router = router(255);
        VrrpLoop loop = loop(router);
        Thread thread = start(loop, router);
        await(() -> state(router) == RouterState.MASTER);

        stop(loop, thread);
        assertEquals(RouterState.INITIALIZE, state(router));
        assertTrue(told.orders.contains(new Order.Release(0)));
    }

    @Test
    void aMasterThatComesBackKeepsItsAddresses() throws Exception {
        RunningRouter router = router(255);
        VrrpLoop loop = loop(router);
        Thread thread = start(loop, router);
        await(() -> state(router) == RouterState.MASTER);
        told.orders.clear();

        loop.send(new Command.Stop(Input.Shutdown.COME_BACK));
        assertTrue(thread.join(Duration.ofSeconds(10)));
        assertEquals(RouterState.INITIALIZE, state(router));
        assertFalse(told.orders.contains(new Order.Release(0)));
        assertEquals(0, status(router).counters().get(Counter.PRIORITY_ZERO_SENT));
    }

    @Test
    void theHeartBeatsWhileNothingHappens() throws Exception {
        RunningRouter router = router(100);
        VrrpLoop loop = loop(router);
        Thread thread = Thread.ofPlatform().daemon().unstarted(loop);
        thread.start();
        await(() -> heartbeat.isFresh(0));
        long turns = loop.pulse().turns().getAsLong();
        loop.pulse().nudge().run();
        await(() -> loop.pulse().turns().getAsLong() > turns);
        loop.send(new Command.Stop(Input.Shutdown.STOP));
        assertTrue(thread.join(Duration.ofSeconds(10)));
    }

    @Test
    void routerThatAReloadAddsIsReadyWhereTheOthersAre() throws Exception {
        assertEquals(RouterState.MASTER, ownerThatAReloadAdds(true));
        assertEquals(RouterState.BACKUP, ownerThatAReloadAdds(false));
    }

    /// The state of an owner that waits for readiness, after its link has come.
    private RouterState ownerThatAReloadAdds(boolean ready) throws Exception {
        RunningRouter first = router(100);
        Port own = new Port(EventFd.open());
        EventFd bell = EventFd.open();
        VrrpLoop loop = new VrrpLoop(List.of(first), List.of(), told, new MonotonicClock(), bell, heartbeat);
        Thread thread = Thread.ofPlatform().daemon().unstarted(loop);
        thread.start();
        if (ready) {
            loop.send(new Command.Ready());
        }
        VrrpInstance owner = new SampleInstance().virtualRouterId(52).priority(255).millis(10_000).build();
        RunningRouter added = new RunningRouter(
                1, owner, told, Readiness.WAITING, RestartPage.none(List.of(owner)).slot(0));
        loop.send(new Command.Reload(
                List.of(0, 1), Map.of(), List.of(added), Map.of(0, instance(100), 1, owner), List.of(), () -> {}));
        loop.send(new Command.LinkUp(1, OWN, List.of(own)));
        await(() -> state(added) != RouterState.INITIALIZE);
        RouterState state = state(added);
        loop.send(new Command.Stop(Input.Shutdown.STOP));
        assertTrue(thread.join(Duration.ofSeconds(10)));
        bell.close();
        return state;
    }

    @Test
    void nodeInMaintenanceHandsOverAndWhatAReloadAddsIsInMaintenanceToo() throws Exception {
        RunningRouter owner = router(255);
        VrrpLoop loop = loop(owner);
        Thread thread = start(loop, owner);
        await(() -> state(owner) == RouterState.MASTER);
        Maintenance why = new Maintenance("alice", Instant.EPOCH, "kernel upgrade");
        CountDownLatch told = new CountDownLatch(1);
        loop.send(new Command.Maintain(why, told::countDown));
        assertTrue(told.await(10, TimeUnit.SECONDS));
        assertEquals(1, status(owner).priority());
        assertEquals(1, status(owner).counters().get(Counter.PRIORITY_ZERO_SENT));
        assertEquals(why, loop.maintenance());

        VrrpInstance second = new SampleInstance().virtualRouterId(52).priority(200).build();
        RunningRouter added = new RunningRouter(
                1, second, this.told, Readiness.READY, RestartPage.none(List.of(second)).slot(0));
        loop.send(new Command.Reload(
                List.of(0, 1), Map.of(), List.of(added), Map.of(0, instance(255), 1, second), List.of(), () -> {}));
        await(() -> status(added).priority() == 1);
        loop.send(new Command.Maintain(null, () -> {}));
        await(() -> status(added).priority() == 200 && status(owner).priority() == 255);
        stop(loop, thread);
    }

    @Test
    void whatIsTrackedCountsOnlyAfterMaintenance() {
        RunningRouter router = router(100);
        router.linkUp(OWN, List.of(port), 0);
        router.maintain(Input.Maintenance.BEGIN, 1);
        router.tracked(new Command.Tracked(0, 80, null), 2);
        assertEquals(1, status(router).priority());
        router.maintain(Input.Maintenance.END, 3);
        assertEquals(80, status(router).priority());
    }

    @Test
    void masterOfJustNowIsJudgedByTheIntervalThatItHad() {
        assertEquals(RouterState.MASTER, restarted(1000, 100, 2500));
        assertEquals(RouterState.BACKUP, restarted(100, 1000, 2500));
    }

    /// The state of a router after its first tick.
    ///
    /// @param before its interval in the earlier run, milliseconds
    /// @param after its interval now
    /// @param age of its last advert as master
    private RouterState restarted(long before, long after, long age) {
        VrrpInstance instance = new SampleInstance().millis(after).addresses("10.0.0.100/24").build();
        RestartPage.Slot page = RestartPage.none(List.of(instance)).slot(0);
        page.advertised(new BootClock().nanos() - age * 1_000_000);
        page.interval(before * 1_000_000);
        RunningRouter router = new RunningRouter(0, instance, told, Readiness.READY, page);
        router.linkUp(OWN, List.of(port), 0);
        assertEquals(after * 1_000_000, page.intervalNanos(), "for the next start");
        router.tick(1);
        return state(router);
    }

    @Test
    void peerOfAnEarlierRunCountsAlsoWhereTheLinkWasDownAtTheStart() {
        VrrpInstance instance = instance(100);
        RestartPage.Slot page = RestartPage.none(List.of(instance)).slot(0);
        page.peerHeard();
        RunningRouter router = new RunningRouter(0, instance, told, Readiness.READY, page);
        router.linkDown("interface eth0 is down", 0);
        router.linkUp(OWN, List.of(port), 1);
        assertTrue(told.orders.contains(new Order.PeerHeard(0)));
        told.orders.clear();
        router.linkDown("interface eth0 is down", 2);
        router.linkUp(OWN, List.of(port), 3);
        assertFalse(told.orders.contains(new Order.PeerHeard(0)), "once is enough");
    }

    private VrrpLoop loop(RunningRouter router) {
        return new VrrpLoop(List.of(router), List.of(), told, new MonotonicClock(), wake, heartbeat);
    }

    private Thread start(VrrpLoop loop, RunningRouter router) {
        Thread thread = Thread.ofPlatform().daemon().unstarted(loop);
        thread.start();
        loop.send(new Command.LinkUp(0, OWN, List.of(port)));
        await(() -> !router.sockets().isEmpty() && state(router) != RouterState.INITIALIZE);
        return thread;
    }

    private void stop(VrrpLoop loop, Thread thread) throws InterruptedException {
        loop.send(new Command.Stop(Input.Shutdown.STOP));
        loop.send(new Command.LinkUp(0, OWN, List.of(port)));
        assertTrue(thread.join(Duration.ofSeconds(10)));
    }

    private RunningRouter router(int priority) {
        return new RunningRouter(
                0, instance(priority), told, Readiness.READY, RestartPage.none(List.of(instance(priority))).slot(0));
    }

    private static InstanceStatus status(RunningRouter router) {
        return router.status(AddressStatus.NONE, RoutingStatus.NONE, 0);
    }

    private static RouterState state(RunningRouter router) {
        return status(router).state();
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "not within ten seconds");
            Thread.onSpinWait();
        }
    }

    private static byte[] advert(int priority) {
        return AdvertCodec.packet(
                new Advert(3, 51, priority, 10_000_000, List.of(v4("10.0.0.100"))), Authentication.NONE,
                ChecksumForm.MESSAGE, OTHER, AdvertCodec.GROUP);
    }

    private static IpAddress.V4 v4(String text) {
        return (IpAddress.V4) IpAddress.of(text);
    }

    private static VrrpInstance instance(int priority) {
        return new SampleInstance().priority(priority).millis(10).addresses("10.0.0.100/24").build();
    }

    /// A port whose packets wait unannounced: its descriptor is readable only when the test says so.
    private static final class Port implements AdvertPort {
        private final EventFd readable;
        private volatile byte[] answersEveryLook = {};
        private volatile boolean fails;
        private volatile int sendError;
        private final AtomicInteger looks = new AtomicInteger();
        private boolean taken;

        private Port(EventFd readable) {
            this.readable = readable;
        }

        @Override
        public int receive(byte[] packet) {
            if (fails) {
                throw new IllegalStateException("planted");
            }
            taken = !taken;
            byte[] answer = answersEveryLook;
            if (!taken || answer.length == 0) {
                return NOTHING;
            }
            looks.incrementAndGet();
            System.arraycopy(answer, 0, packet, 0, answer.length);
            return answer.length;
        }

        @Override
        public int send(VrrpDatagram datagram) {
            return sendError;
        }

        @Override
        public int descriptor() {
            return readable.descriptor();
        }

        @Override
        public void close() {
            readable.close();
        }
    }

    private static final class Told implements Colleagues {
        private final ConcurrentLinkedQueue<Order> orders = new ConcurrentLinkedQueue<>();
        private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();

        @Override
        public void order(Order order) {
            orders.add(order);
        }

        @Override
        public void tell(News news) {}

        @Override
        public void line(Level level, String text) {
            lines.add(level + " " + text);
        }
    }
}
