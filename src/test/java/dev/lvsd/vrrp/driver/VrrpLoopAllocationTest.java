package dev.lvsd.vrrp.driver;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.lvsd.config.Authentication;
import dev.lvsd.config.GarpSettings;
import dev.lvsd.config.SampleInstance;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.linux.AdvertPort;
import dev.lvsd.linux.EventFd;
import dev.lvsd.linux.VrrpDatagram;
import dev.lvsd.net.IpAddress;
import dev.lvsd.vrrp.Advert;
import dev.lvsd.vrrp.AdvertCodec;
import dev.lvsd.vrrp.ChecksumForm;
import dev.lvsd.vrrp.Counter;
import dev.lvsd.vrrp.InstanceStatus;
import dev.lvsd.vrrp.InstanceStatus.AddressStatus;
import dev.lvsd.vrrp.Input;
import dev.lvsd.vrrp.Readiness;
import dev.lvsd.vrrp.RouterState;
import dev.lvsd.vrrp.RoutingStatus;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

/// What the vrrp thread allocates while nothing changes: a thread that allocates waits for the collector. A crowd of
/// virtual routers shares the thread, so that 10,000 adverts take half a second.
///
/// A master that is late by more than an interval tells of it, once a minute: that is news, and a busy machine makes it
/// at any moment. So each of them is made to tell before anything is measured. Nobody announces a second time.
class VrrpLoopAllocationTest {
    private static final IpAddress.V4 OWN = (IpAddress.V4) IpAddress.of("10.0.0.1");
    private static final IpAddress.V4 OTHER = (IpAddress.V4) IpAddress.of("10.0.0.2");
    private static final int ROUTERS = 250;
    private static final int ADVERTS = 10_000;
    /// Bytes for all of them, for what the runtime itself may do once; the smallest object has 8.
    private static final long BOUND = ADVERTS / 10;
    /// Thrice this is less than the minute after which a master that is late tells of it again.
    private static final long PATIENCE_NANOS = 18_000_000_000L;
    private static final int MILLIS = 10;
    /// More than two intervals: then also what was due an interval after it began is late by more than another one.
    private static final long STANDSTILL_NANOS = 25L * 1_000_000;
    private static final GarpSettings ONE_BURST =
            new GarpSettings(5, Duration.ZERO, Duration.ZERO, 1, 5, Duration.ZERO);

    @Test
    void masterAllocatesNothingOverTenThousandAdverts() throws Exception {
        try (Running vrrp = Running.start(255, MILLIS)) {
            vrrp.awaitMasters();
            vrrp.standStill();
            long bytes = vrrp.allocatedWhileSending(ADVERTS);
            assertTrue(bytes <= BOUND, bytes + " bytes for " + ADVERTS + " adverts");
            assertTrue(vrrp.areAll(RouterState.MASTER));
        }
    }

    /// Late in each of some eighty turns: the smallest thing that a turn makes goes beyond the bound.
    @Test
    void masterThatIsLateAgainAndAgainAllocatesNothing() throws Exception {
        try (Running vrrp = Running.start(255, MILLIS)) {
            vrrp.awaitMasters();
            vrrp.standStill();
            vrrp.port.standsStill = true;
            long bytes = vrrp.allocatedWhileSending(2 * ADVERTS);
            assertTrue(bytes <= BOUND, bytes + " bytes for " + 2 * ADVERTS + " late adverts");
            assertTrue(vrrp.areAll(RouterState.MASTER));
        }
    }

    @Test
    void backupAllocatesNothingOverTenThousandAdverts() throws Exception {
        try (Running vrrp = Running.start(100, 10_000)) {
            await(() -> vrrp.areAll(RouterState.BACKUP));
            vrrp.feed();
            long before = vrrp.allocated();
            vrrp.feed();
            long bytes = vrrp.allocated() - before;
            assertTrue(bytes <= BOUND, bytes + " bytes for " + ADVERTS + " adverts");
            assertTrue(vrrp.areAll(RouterState.BACKUP));
        }
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "not within " + PATIENCE_NANOS + " ns");
            Thread.onSpinWait();
        }
    }

    private static VrrpInstance instance(int virtualRouterId, int priority, int millis) {
        return new SampleInstance()
                .name("VI_" + virtualRouterId)
                .virtualRouterId(virtualRouterId)
                .priority(priority)
                .millis(millis)
                .addresses("10.0.0.100/24")
                .garp(ONE_BURST)
                .build();
    }

    /// The thread with its virtual routers.
    private record Running(
            Port port, Late late, EventFd wake, List<RunningRouter> routers, VrrpLoop loop, Thread thread)
            implements AutoCloseable {
        private static Running start(int priority, int millis) throws Exception {
            List<VrrpInstance> instances = IntStream.rangeClosed(1, ROUTERS)
                    .mapToObj(number -> instance(number, priority, millis))
                    .toList();
            Late late = new Late();
            RestartPage page = RestartPage.none(instances);
            List<RunningRouter> routers = IntStream.range(0, ROUTERS)
                    .mapToObj(i -> new RunningRouter(i, instances.get(i), late, Readiness.READY, page.slot(i)))
                    .toList();
            EventFd wake = EventFd.open();
            VrrpLoop loop = new VrrpLoop(routers, List.of(), late, new MonotonicClock(), wake, new Heartbeat());
            Thread thread = Thread.ofPlatform().daemon().unstarted(loop);
            Running running = new Running(new Port(EventFd.open()), late, wake, routers, loop, thread);
            running.thread.start();
            routers.forEach(router -> loop.send(new Command.LinkUp(router.number(), OWN, List.of(running.port))));
            return running;
        }

        /// Until all are masters, and what they do is compiled as far as it goes.
        private void awaitMasters() {
            await(() -> areAll(RouterState.MASTER) && port.sent.get() >= ADVERTS);
        }

        /// Makes all late by more than an interval once, until each has told of it.
        private void standStill() {
            port.standsStill = true;
            await(() -> late.told.get() == ROUTERS);
            port.standsStill = false;
        }

        /// What the thread allocates from now on until so many adverts are sent.
        private long allocatedWhileSending(int adverts) {
            long before = allocated();
            long last = port.sent.get() + adverts;
            await(() -> port.sent.get() >= last);
            return allocated() - before;
        }

        /// As from a network: each advert wakes the thread, unless it still reads.
        private void feed() {
            long wanted = received() + ADVERTS;
            for (int i = 0; i < ADVERTS; i++) {
                port.waiting.incrementAndGet();
                port.readable.signal();
            }
            await(() -> port.waiting.get() == 0 && received() == wanted);
        }

        private long allocated() {
            return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getThreadAllocatedBytes(thread.threadId());
        }

        private static InstanceStatus status(RunningRouter router) {
            return router.status(AddressStatus.NONE, RoutingStatus.NONE, 0);
        }

        private boolean areAll(RouterState state) {
            return routers.stream().allMatch(router -> status(router).state() == state);
        }

        private long received() {
            return routers.stream()
                    .mapToLong(router ->
                            status(router).counters().getOrDefault(Counter.ADVERTS_RECEIVED, 0L))
                    .sum();
        }

        /// The port is closed by the thread.
        @Override
        public void close() {
            loop.send(new Command.Stop(Input.Shutdown.STOP));
            await(() -> !thread.isAlive());
            wake.close();
        }
    }

    /// Counts what is sent; each packet that waits is an advert of a better master, one router after the other.
    private static final class Port implements AdvertPort {
        private final EventFd readable;
        private final AtomicLong sent = new AtomicLong();
        private final AtomicLong waiting = new AtomicLong();
        private final byte[][] adverts;
        private int next;
        /// Whether the thread stands still at every [#ROUTERS]th advert: once in each turn that serves all.
        private volatile boolean standsStill;

        private Port(EventFd readable) {
            this.readable = readable;
            IpAddress.V4 virtual = (IpAddress.V4) IpAddress.of("10.0.0.100");
            adverts = IntStream.rangeClosed(1, ROUTERS)
                    .mapToObj(number -> AdvertCodec.packet(
                            new Advert(3, number, 200, 10_000_000_000L, List.of(virtual)), Authentication.NONE,
                            ChecksumForm.PSEUDO_HEADER, OTHER, AdvertCodec.GROUP))
                    .toArray(byte[][]::new);
        }

        @Override
        public int receive(byte[] packet) {
            if (waiting.get() == 0) {
                readable.clear();
                if (waiting.get() == 0) {
                    return NOTHING;
                }
            }
            byte[] advert = adverts[next];
            next = (next + 1) % ROUTERS;
            System.arraycopy(advert, 0, packet, 0, advert.length);
            waiting.decrementAndGet();
            return advert.length;
        }

        @Override
        public int send(VrrpDatagram datagram) {
            if (sent.incrementAndGet() % ROUTERS == 0 && standsStill) {
                long end = System.nanoTime() + STANDSTILL_NANOS;
                while (System.nanoTime() < end) {
                    LockSupport.parkNanos(end - System.nanoTime());
                }
            }
            return 0;
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

    /// Hears only who is late.
    private static final class Late implements Colleagues {
        private final AtomicInteger told = new AtomicInteger();

        @Override
        public void order(Order order) {}

        @Override
        public void tell(News news) {}

        @Override
        public void line(Level level, String text) {
            if (text.contains("advert late by")) {
                told.incrementAndGet();
            }
        }
    }
}
