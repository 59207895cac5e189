package dev.lvsd.vrrp.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.config.GarpSettings;
import dev.lvsd.config.SampleInstance;
import dev.lvsd.config.VipLifetime;
import dev.lvsd.config.VirtualAddress;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.linux.Errno;
import dev.lvsd.linux.FramePort;
import dev.lvsd.net.MacAddress;
import dev.lvsd.netlink.Link;
import dev.lvsd.netlink.NetlinkConnection;
import dev.lvsd.netlink.RouteNetlink;
import dev.lvsd.netlink.nft.DropTables;
import dev.lvsd.vrrp.Input;
import dev.lvsd.vrrp.InstanceStatus.Held;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class AddressKeeperTest {
    private static final int RTM_NEWADDR = 20;
    private static final int RTM_DELADDR = 21;
    private static final Interfaces WITHOUT_ADDRESS = Interfaces.of(
            List.of(new Link(3, "eth0", 1, new MacAddress(0x02_00_00_00_00_01L), 0x41, 1500)), List.of());

    private final MonotonicClock clock = new MonotonicClock();
    private final FakeRouteKernel kernel = new FakeRouteKernel();
    private final Network network = new Network();
    private final Heartbeat heartbeat = new Heartbeat();
    private final RouteNetlink netlink = new RouteNetlink(new NetlinkConnection(kernel));
    private final AddressKeeper keeper = keeper(Map.of(0, instance()));
    private final Thread thread = Thread.ofPlatform().daemon().unstarted(keeper);

    @Test
    void whatIsStillHeldAtTheStopIsRemoved() throws Exception {
        thread.start();
        keeper.order(new Order.Hold(0));
        keeper.order(new Order.Stop(Input.Shutdown.STOP));
        assertTrue(thread.join(Duration.ofSeconds(10)));
        assertEquals(List.of(RTM_NEWADDR, RTM_DELADDR), List.copyOf(kernel.requests));
        assertEquals(Held.NO, keeper.status(0).held());
    }

    @Test
    void whatIsHeldIsRemovedWhenTheThreadFails() throws Exception {
        thread.setUncaughtExceptionHandler((_, _) -> {});
        network.fails = true;
        thread.start();
        keeper.order(new Order.Hold(0));
        keeper.order(new Order.Announce(0, 5));
        assertTrue(thread.join(Duration.ofSeconds(10)));
        assertEquals(List.of(RTM_NEWADDR, RTM_DELADDR), List.copyOf(kernel.requests));
    }

    /// A removal can take addresses of others along; a thousand of them would make a million requests.
    @Test
    void whatOthersHoldIsAddedAgainOnceAfterManyReleases() {
        AddressKeeper three = keeper(Map.of(0, instance(), 1, instance(), 2, instance()));
        for (int router = 0; router < 3; router++) {
            three.order(new Order.Hold(router));
        }
        three.order(new Order.Release(0));
        three.order(new Order.Release(1));
        three.obeyAll();
        assertEquals(
                List.of(RTM_NEWADDR, RTM_NEWADDR, RTM_NEWADDR, RTM_DELADDR, RTM_DELADDR, RTM_NEWADDR),
                List.copyOf(kernel.requests));
    }

    @Test
    void whatWasSeenBeforeOurOwnChangeIsNoRemovalBySomeoneElse() throws Exception {
        long before = clock.nanos();
        thread.start();
        keeper.order(new Order.Hold(0));
        keeper.order(new Order.Verify(before));
        await(() -> kernel.requests.size() == 1);
        keeper.order(new Order.Verify(Long.MAX_VALUE));
        await(() -> keeper.status(0).putBack() > 0);
        keeper.order(new Order.Stop(Input.Shutdown.STOP));
        assertTrue(thread.join(Duration.ofSeconds(10)));
        assertEquals(1, keeper.status(0).putBack());
    }

    @Test
    void addressThatIsNotThereShowsAndIsToldAndCountedOnce() throws Exception {
        thread.start();
        keeper.order(new Order.Hold(0));
        VirtualAddress address = instance().virtualAddresses().getFirst();
        keeper.order(new Order.Verify(Long.MAX_VALUE));
        await(() -> keeper.status(0).putBack() == 1);
        assertFalse(keeper.status(0).has(address), "it was not there when that was read");
        keeper.order(new Order.Verify(Long.MAX_VALUE));
        keeper.order(new Order.Stop(Input.Shutdown.COME_BACK));
        assertTrue(thread.join(Duration.ofSeconds(10)));
        assertEquals(1, keeper.status(0).putBack());
        assertEquals(List.of(RTM_NEWADDR, RTM_NEWADDR, RTM_NEWADDR), List.copyOf(kernel.requests));
    }

    @Test
    void addressesOfAHeardPeerAreRenewedWhileTheVrrpThreadRuns() throws Exception {
        heartbeat.beat(Long.MAX_VALUE);
        thread.start();
        keeper.order(new Order.Hold(0));
        keeper.order(new Order.PeerHeard(0));
        await(() -> kernel.requests.size() >= 3);
        assertEquals(Set.of(RTM_NEWADDR), Set.copyOf(kernel.requests));
        assertEquals(List.of(-1, 5, 5), List.copyOf(kernel.lifetimes).subList(0, 3));
        keeper.order(new Order.Stop(Input.Shutdown.STOP));
        assertTrue(thread.join(Duration.ofSeconds(10)));
    }

    @Test
    void renewalsAndRefusalsOfThemAreCounted() throws Exception {
        heartbeat.beat(Long.MAX_VALUE);
        thread.start();
        keeper.order(new Order.Hold(0));
        keeper.order(new Order.PeerHeard(0));
        await(() -> keeper.status(0).renewals() > 0);
        assertEquals(0, keeper.status(0).renewalsRefused());
        kernel.error = 1;
        await(() -> keeper.status(0).renewalsRefused() > 0);
        kernel.error = 0;
        keeper.order(new Order.Stop(Input.Shutdown.STOP));
        assertTrue(thread.join(Duration.ofSeconds(10)));
    }

    @Test
    void addressesAreNeitherRenewedNorPutBackWhileTheVrrpThreadHangs() throws Exception {
        heartbeat.beat(clock.nanos() - 2 * Heartbeat.FRESH_NANOS);
        thread.start();
        keeper.order(new Order.PeerHeard(0));
        keeper.order(new Order.Hold(0));
        await(() -> kernel.requests.size() == 1);
        long end = clock.nanos() + 1_500_000_000L;
        keeper.order(new Order.Verify(Long.MAX_VALUE));
        await(() -> clock.nanos() > end);
        assertEquals(1, kernel.requests.size());
        heartbeat.beat(Long.MAX_VALUE);
        await(() -> kernel.requests.size() > 1);
        keeper.order(new Order.Stop(Input.Shutdown.STOP));
        assertTrue(thread.join(Duration.ofSeconds(10)));
    }

    @Test
    void addressesStayForALifetimeWhenTheDaemonComesBack() throws Exception {
        heartbeat.beat(Long.MAX_VALUE);
        thread.start();
        keeper.order(new Order.PeerHeard(0));
        keeper.order(new Order.Hold(0));
        keeper.order(new Order.Stop(Input.Shutdown.COME_BACK));
        assertTrue(thread.join(Duration.ofSeconds(10)));
        assertEquals(Set.of(RTM_NEWADDR), Set.copyOf(kernel.requests));
        assertTrue(kernel.requests.size() >= 2, "the last renewal");
    }

    @Test
    void heldAddressesFollowANewConfigurationAndTheSameOneAsksForNothing() throws Exception {
        thread.start();
        keeper.order(new Order.Hold(0));
        reconfigure(Map.of(0, instance("10.0.0.101")));
        assertEquals(List.of(RTM_NEWADDR, RTM_DELADDR, RTM_NEWADDR, RTM_NEWADDR), List.copyOf(kernel.requests));
        assertEquals(GarpSettings.DEFAULTS.repeat(), keeper.status(0).announcementsSent());
        reconfigure(Map.of(0, instance("10.0.0.101")));
        assertEquals(4, kernel.requests.size());
        assertEquals(GarpSettings.DEFAULTS.repeat(), keeper.status(0).announcementsSent());
        keeper.order(new Order.Stop(Input.Shutdown.STOP));
        assertTrue(thread.join(Duration.ofSeconds(10)));
    }

    @Test
    void addressesThatAreNotHeldAreNotAddedByANewConfiguration() throws Exception {
        thread.start();
        reconfigure(Map.of(0, instance("10.0.0.101"), 1, instance("10.0.0.102")));
        assertEquals(0, kernel.requests.size());
        keeper.order(new Order.Hold(1));
        keeper.order(new Order.Release(1));
        reconfigure(Map.of(0, instance("10.0.0.101")));
        assertEquals(List.of(RTM_NEWADDR, RTM_DELADDR), List.copyOf(kernel.requests));
        assertEquals(Held.NO, keeper.status(1).held());
        keeper.order(new Order.Stop(Input.Shutdown.STOP));
        assertTrue(thread.join(Duration.ofSeconds(10)));
    }

    @Test
    void addressesOfAnOwnerStayWhenAReloadMakesItOne() throws Exception {
        heartbeat.beat(Long.MAX_VALUE);
        thread.start();
        keeper.order(new Order.PeerHeard(0));
        keeper.order(new Order.Hold(0));
        reconfigure(Map.of(0, new SampleInstance().addresses("10.0.0.100/24").priority(255).build()));
        assertEquals(-1, List.copyOf(kernel.lifetimes).getLast(), "the lifetime that the kernel knows");
        assertEquals(0, keeper.status(0).announcementsSent());
        keeper.order(new Order.Stop(Input.Shutdown.STOP));
        assertTrue(thread.join(Duration.ofSeconds(10)));
    }

    @Test
    void comingBackRenewsNothingForAVrrpThreadThatHangs() throws Exception {
        heartbeat.beat(Long.MAX_VALUE);
        thread.start();
        keeper.order(new Order.PeerHeard(0));
        keeper.order(new Order.Hold(0));
        await(() -> kernel.requests.size() >= 2);
        heartbeat.beat(clock.nanos() - 2 * Heartbeat.FRESH_NANOS);
        int before = kernel.requests.size();
        keeper.order(new Order.Stop(Input.Shutdown.COME_BACK));
        assertTrue(thread.join(Duration.ofSeconds(10)));
        assertEquals(before, kernel.requests.size());
    }

    private void reconfigure(Map<Integer, VrrpInstance> instances) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        keeper.order(new Order.Reconfigure(instances, done::countDown));
        assertTrue(done.await(10, TimeUnit.SECONDS));
    }

    @Test
    void framesForWhichThereIsNoRoomYetAreSentLater() throws Exception {
        network.refusals.set(30);
        thread.start();
        keeper.order(new Order.Hold(0));
        keeper.order(new Order.Announce(0, 5));
        await(() -> keeper.status(0).announcementsSent() == 5);
        keeper.order(new Order.Stop(Input.Shutdown.STOP));
        assertTrue(thread.join(Duration.ofSeconds(10)));
        assertEquals(0, keeper.status(0).errors());
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "not within ten seconds");
            Thread.onSpinWait();
        }
    }

    private static VrrpInstance instance() {
        return instance("10.0.0.100");
    }

    private AddressKeeper keeper(Map<Integer, VrrpInstance> instances) {
        return new AddressKeeper(
                instances, new StaticEntries(List.of(), _ -> false, new NewsDesk(_ -> {}), clock),
                netlink, RoutingKeeper.idle(netlink, new NewsDesk(_ -> {})), network, () -> WITHOUT_ADDRESS,
                new NewsDesk(_ -> {}), clock, heartbeat, new VipLifetime.Automatic(),
                new Firewall(DropTables::open, new NewsDesk(_ -> {})));
    }

    private static VrrpInstance instance(String address) {
        return new SampleInstance().addresses(address + "/24").build();
    }

    private static final class Network implements FramePort {
        private final AtomicInteger refusals = new AtomicInteger();
        private volatile boolean fails;

        @Override
        public int send(byte[] bytes, int interfaceIndex) {
            if (fails) {
                throw new IllegalStateException("planted");
            }
            return refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0 ? Errno.ENOBUFS.number() : 0;
        }

        @Override
        public void close() {}
    }
}
