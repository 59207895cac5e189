package dev.lvsd.vrrp.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lvsd.config.SampleInstance;
import dev.lvsd.config.VipLifetime;
import dev.lvsd.config.VirtualInterface;
import dev.lvsd.config.VirtualMac;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.linux.FramePort;
import dev.lvsd.net.Family;
import dev.lvsd.net.MacAddress;
import dev.lvsd.netlink.Link;
import dev.lvsd.netlink.NetlinkConnection;
import dev.lvsd.netlink.NetlinkRequest;
import dev.lvsd.netlink.RouteNetlink;
import dev.lvsd.netlink.nft.DropTables;
import dev.lvsd.vrrp.driver.KeptAddresses.Announcement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Virtual addresses on an interface with a link-layer address of its own.
class OwnLinkTest {
    private static final int RTM_NEWLINK = 16;
    private static final int RTM_NEWADDR = 20;
    private static final int RTM_DELADDR = 21;
    private static final int DOWN = 0x1002;
    private static final MacAddress MAC = new MacAddress(0x0000_5e00_0133L);

    private final FakeRouteKernel kernel = new FakeRouteKernel();
    private final List<byte[]> frames = new ArrayList<>();
    private final RouteNetlink netlink = new RouteNetlink(new NetlinkConnection(kernel));
    private final AddressKeeper keeper = new AddressKeeper(
            Map.of(0, instance(MAC)),
            new StaticEntries(List.of(), _ -> false, new NewsDesk(_ -> {}), new MonotonicClock()),
            netlink, RoutingKeeper.idle(netlink, new NewsDesk(_ -> {})), new Recorder(),
            OwnLinkTest::seen, new NewsDesk(_ -> {}), new MonotonicClock(), new Heartbeat(),
            new VipLifetime.Automatic(), new Firewall(DropTables::open, new NewsDesk(_ -> {})));

    @Test
    void itIsUpWhileItsAddressesAreThere() {
        keeper.order(new Order.Hold(0));
        keeper.order(new Order.Release(0));
        keeper.obeyAll();
        assertEquals(List.of(RTM_NEWLINK, RTM_NEWADDR, RTM_DELADDR, RTM_NEWLINK), List.copyOf(kernel.requests));
        assertEquals(List.of(7, 7, 7, 7), List.copyOf(kernel.interfaces));
    }

    @Test
    void oneOfIpv6HasTheRouteOfItsLinkForWhatLinkLocalAddressesAnswer() {
        VrrpInstance ipv6 = new SampleInstance()
                .virtualMac(new VirtualMac(MAC, List.of(new VirtualInterface("vrrp.51", "eth0", Family.IPV6, MAC))))
                .addresses("fe80::100").build();
        assertEquals(List.of("set interface vrrp.51 up", "add route fe80::/64 dev vrrp.51 no_track"), texts(ipv6));
        assertEquals(List.of("set interface vrrp.51 up"), texts(instance(MAC)));
    }

    private static List<String> texts(VrrpInstance instance) {
        return new KeptAddresses(instance, new VipLifetime.Automatic()).wakings(seen()).stream()
                .map(NetlinkRequest::command).toList();
    }

    @Test
    void oneThatIsDownOrHasLostItsAddressesIsMended() {
        keeper.order(new Order.Hold(0));
        keeper.order(new Order.Verify(Long.MAX_VALUE));
        keeper.obeyAll();
        assertEquals(List.of(RTM_NEWLINK, RTM_NEWADDR, RTM_NEWLINK, RTM_NEWADDR), List.copyOf(kernel.requests));
        assertEquals(1, keeper.status(0).putBack());
    }

    @Test
    void announcementsComeFromItsLinkLayerAddress() {
        keeper.order(new Order.Hold(0));
        keeper.order(new Order.Announce(0, 1));
        keeper.obeyAll();
        assertEquals(MAC, MacAddress.of(Arrays.copyOfRange(frames.getFirst(), 6, 12)));
    }

    @Test
    void announcementsWaitForThoseOfTheInterfaceBelow() {
        KeptAddresses addresses = new KeptAddresses(instance(MAC), new VipLifetime.Automatic());
        List<Announcement> announcements = addresses.announcements(seen());
        assertEquals("eth0", announcements.getFirst().lane().name());
    }

    @Test
    void advertsGoOutAsFramesOfTheInterfaceBelowAndComeInThere() {
        List<SocketKey> keys = SocketKey.of(instance(MAC), 3);
        assertEquals(SocketKey.of(instance(null), 3), keys.subList(1, keys.size()));
        assertEquals(3, keys.getFirst().interfaceIndex());
    }

    private static Interfaces seen() {
        return Interfaces.of(List.of(
                new Link(3, "eth0", 1, new MacAddress(0x02_00_00_00_00_01L), 0x41, 1500),
                new Link(7, "vrrp.51", 1, MAC, DOWN, 1500)), List.of());
    }

    private static VrrpInstance instance(@Nullable MacAddress sender) {
        return new SampleInstance()
                .virtualMac(new VirtualMac(sender, List.of(new VirtualInterface("vrrp.51", "eth0", Family.IPV4, MAC))))
                .addresses("10.0.0.100")
                .build();
    }

    private final class Recorder implements FramePort {
        @Override
        public int send(byte[] bytes, int interfaceIndex) {
            frames.add(bytes);
            return 0;
        }

        @Override
        public void close() {}
    }
}
