package dev.lvsd.vrrp.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lvsd.config.AcceptMode;
import dev.lvsd.config.PacketFilter;
import dev.lvsd.config.SampleInstance;
import dev.lvsd.config.VipLifetime;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.linux.FramePort;
import dev.lvsd.net.MacAddress;
import dev.lvsd.netlink.Link;
import dev.lvsd.netlink.NetlinkConnection;
import dev.lvsd.netlink.NetlinkTransport;
import dev.lvsd.netlink.RouteNetlink;
import dev.lvsd.netlink.nft.DropTables;
import dev.lvsd.netlink.nft.FakeNftKernel;
import dev.lvsd.vrrp.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What is dropped while addresses come and go.
class NoAcceptTest {
    private static final PacketFilter FILTER = PacketFilter.DEFAULTS;
    private static final Interfaces LINKS = Interfaces.of(
            List.of(new Link(3, "eth0", 1, new MacAddress(0x02_00_00_00_00_01L), 0x41, 1500)), List.of());

    private final FakeNftKernel nft = new FakeNftKernel();
    private final Addresses addresses = new Addresses();
    private final NewsDesk news = new NewsDesk(_ -> {});
    private final RouteNetlink netlink = new RouteNetlink(new NetlinkConnection(addresses));
    private final AddressKeeper keeper = new AddressKeeper(
            Map.of(0, instance("10.0.0.100", false)),
            new StaticEntries(List.of(), _ -> false, news, new MonotonicClock()),
            netlink, RoutingKeeper.idle(netlink, news), new Unplugged(), () -> LINKS, news, new MonotonicClock(),
            new Heartbeat(), new VipLifetime.Automatic(),
            new Firewall(() -> new DropTables(new NetlinkConnection(nft)), news));

    @Test
    void packetsAreDroppedBeforeTheAddressComesAndUntilItIsGone() {
        keeper.order(new Order.Hold(0));
        keeper.obeyAll();
        keeper.order(new Order.Release(0));
        keeper.obeyAll();
        assertEquals(List.of("10.0.0.100", "10.0.0.100"), addresses.dropped);
        assertEquals(Set.of(), nft.drops);
    }

    @Test
    void reloadDropsForNewAddressesBeforeTheyComeAndForOldOnesUntilTheyAreGone() {
        keeper.order(new Order.Hold(0));
        keeper.order(new Order.Reconfigure(Map.of(0, instance("10.0.0.101", false)), () -> {}));
        keeper.obeyAll();
        assertEquals("10.0.0.100", addresses.dropped.get(1), "while the old one goes");
        assertEquals("10.0.0.101", addresses.dropped.get(2), "while the new one comes");
        keeper.order(new Order.Reconfigure(Map.of(0, instance("10.0.0.101", true)), () -> {}));
        keeper.obeyAll();
        assertEquals(Set.of(), nft.tables, "accepted from now on");
    }

    @Test
    void tableStaysForADaemonThatComesBack() {
        keeper.order(new Order.Hold(0));
        keeper.order(new Order.Stop(Input.Shutdown.COME_BACK));
        keeper.run();
        assertEquals(1, nft.drops.size());
    }

    @Test
    void tableGoesWithTheDaemon() {
        keeper.order(new Order.Hold(0));
        keeper.order(new Order.Stop(Input.Shutdown.STOP));
        keeper.run();
        assertEquals(Set.of(), nft.tables);
    }

    private static VrrpInstance instance(String address, boolean accepts) {
        return new SampleInstance().addresses(address).acceptMode(new AcceptMode(accepts, FILTER)).build();
    }

    /// Takes every change of addresses, and keeps what was dropped at that moment.
    private final class Addresses implements NetlinkTransport {
        private final FakeRouteKernel kernel = new FakeRouteKernel();
        private final List<String> dropped = new ArrayList<>();

        @Override
        public void send(byte[] bytes, int offset, int length) {
            nft.drops.forEach(drop -> dropped.add(drop.address().toString()));
            kernel.send(bytes, offset, length);
        }

        @Override
        public int receive(byte[] into, long timeoutNanos) {
            return kernel.receive(into, timeoutNanos);
        }

        @Override
        public int receiveBufferBytes() {
            return kernel.receiveBufferBytes();
        }

        @Override
        public void close() {}
    }

    private record Unplugged() implements FramePort {
        @Override
        public int send(byte[] bytes, int interfaceIndex) {
            return 0;
        }

        @Override
        public void close() {}
    }
}
