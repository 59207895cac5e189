package dev.lvsd.vrrp.driver;

import dev.lvsd.config.VipLifetime;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.linux.AdvertPort;
import dev.lvsd.linux.Errno;
import dev.lvsd.linux.FramePort;
import dev.lvsd.linux.LinuxException;
import dev.lvsd.linux.VrrpDatagram;
import dev.lvsd.net.Family;
import dev.lvsd.net.IpAddress;
import dev.lvsd.net.MacAddress;
import dev.lvsd.netlink.Link;
import dev.lvsd.netlink.RouteAbi;
import dev.lvsd.netlink.RouteNetlink;
import dev.lvsd.netlink.nft.DropTables;
import dev.lvsd.vrrp.Advert;
import dev.lvsd.vrrp.AdvertCodec;
import dev.lvsd.vrrp.Authenticator;
import dev.lvsd.vrrp.ChecksumForm;
import dev.lvsd.vrrp.Readiness;
import dev.lvsd.vrrp.VirtualRouter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// A virtual router that is master and backup in turn, before the real ones start, and that nobody hears: the JVM
/// loads, links and begins to compile all that a takeover needs while nothing depends on it. Without it the first
/// takeover is the slowest, and the first advert of a kind that was never seen can hold the vrrp thread for tens of
/// milliseconds where every processor is busy.
///
/// It has an instance of the configuration, on an interface whose number the kernel never gives: whatever it asks
/// of the kernel is refused.
final class Rehearsal {
    /// Interface numbers are given from 1 on.
    private static final int NO_INTERFACE = Integer.MAX_VALUE;
    private static final int ROUNDS = 400;
    private static final long PATIENCE_NANOS = 250_000_000L;
    private static final int ADVERTS = 4;
    private static final int BETTER = 255;
    private static final Map<Family, IpAddress> OWN =
            Map.of(Family.IPV4, IpAddress.of("192.0.2.1"), Family.IPV6, IpAddress.of("fe80::1"));
    private static final Map<Family, IpAddress> OTHER =
            Map.of(Family.IPV4, IpAddress.of("192.0.2.2"), Family.IPV6, IpAddress.of("fe80::2"));

    private final VrrpInstance instance;
    private final AddressKeeper keeper;
    private final RunningRouter router;
    private final IpAddress own;
    private final Authenticator peer;
    private final byte[] better;
    private final byte[] resignation;
    private final byte[] noise;
    private long now = 1;

    private Rehearsal(VrrpInstance instance, RouteNetlink netlink) {
        this.instance = instance;
        IpAddress source = instance.path().unicastSource();
        own = source == null ? Objects.requireNonNull(OWN.get(instance.family())) : source;
        NewsDesk news = new NewsDesk(_ -> {});
        Link link = new Link(NO_INTERFACE, instance.interfaceName(), 1, new MacAddress(0x02_00_00_00_00_01L),
                RouteAbi.IFF_UP | RouteAbi.IFF_RUNNING, 1500);
        Interfaces interfaces = Interfaces.of(
                Stream.concat(Stream.of(link), instance.virtualMac().interfaces().stream()
                                .map(one -> new Link(NO_INTERFACE, one.name(), 1, one.mac(), link.flags(), 1500)))
                        .toList(),
                List.of());
        keeper = new AddressKeeper(
                Map.of(0, instance), new StaticEntries(List.of(), _ -> false, news, new MonotonicClock()), netlink,
                RoutingKeeper.idle(netlink, news), new Unplugged(), () -> interfaces, news, new MonotonicClock(),
                new Heartbeat(), new VipLifetime.Automatic(), new Firewall(Rehearsal::noTables, news));
        router = new RunningRouter(
                0, instance, Colleagues.of(keeper::order, news), Readiness.READY,
                RestartPage.none(List.of(instance)).slot(0));
        peer = Authenticator.of(instance);
        better = packet(BETTER);
        resignation = packet(0);
        noise = better.clone();
    }

    /// Rehearses once, and for a quarter of a second at most again and again.
    ///
    /// @param instance any of the configuration
    /// @param netlink to the kernel, for this alone
    static void of(VrrpInstance instance, RouteNetlink netlink) {
        long until = System.nanoTime() + PATIENCE_NANOS;
        Rehearsal rehearsal = new Rehearsal(instance, netlink);
        int round = 0;
        do {
            rehearsal.round();
            round++;
        } while (round < ROUNDS && System.nanoTime() < until);
    }

    private static DropTables noTables() throws LinuxException {
        throw new LinuxException("socket(AF_NETLINK)", Errno.EPROTONOSUPPORT, "a rehearsal");
    }

    /// Backup, master, replaced, master again after a resignation, without its link.
    private void round() {
        router.linkUp(own, List.of(new Unheard()), now);
        takeOver();
        hear(noise, 1);
        hear(better, 0);
        hear(resignation, 0);
        takeOver();
        router.linkDown("rehearsed", now);
        keeper.obeyAll();
    }

    private void takeOver() {
        for (int i = 0; i < ADVERTS && router.deadlineNanos() != VirtualRouter.NEVER; i++) {
            now = router.deadlineNanos();
            router.tick(now);
        }
        keeper.obeyAll();
    }

    /// @param spoiled what is added to its last byte
    private void hear(byte[] packet, int spoiled) {
        now += instance.advertInterval().toNanos() / 2;
        peer.next(WallClock.nanos());
        peer.seal(packet);
        packet[packet.length - 1] += (byte) spoiled;
        router.receive(packet, packet.length, now);
    }

    private byte[] packet(int priority) {
        Advert advert = Datagrams.advert(instance).withPriority(priority);
        List<IpAddress> peers = instance.path().unicastPeers();
        IpAddress other = Objects.requireNonNull(OTHER.get(instance.family()));
        IpAddress from = peers.isEmpty() ? other : peers.getFirst();
        IpAddress to = peers.isEmpty() ? Datagrams.group(instance) : own;
        return AdvertCodec.packet(advert, instance.authentication(), ChecksumForm.PSEUDO_HEADER, from, to);
    }

    /// Where adverts go that nobody shall hear.
    private record Unheard() implements AdvertPort {
        @Override
        public int receive(byte[] packet) {
            return NOTHING;
        }

        @Override
        public int send(VrrpDatagram datagram) {
            Objects.requireNonNull(datagram);
            return 0;
        }

        @Override
        public int descriptor() {
            return -1;
        }

        @Override
        public void close() {}
    }

    /// Where announcements go that nobody shall see.
    private record Unplugged() implements FramePort {
        @Override
        public int send(byte[] bytes, int interfaceIndex) {
            return 0;
        }

        @Override
        public void close() {}
    }
}
