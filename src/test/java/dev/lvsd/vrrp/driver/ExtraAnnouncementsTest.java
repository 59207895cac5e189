package dev.lvsd.vrrp.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lvsd.config.ExtraGarp;
import dev.lvsd.config.GarpSettings;
import dev.lvsd.config.GarpSpacing;
import dev.lvsd.config.SampleInstance;
import dev.lvsd.config.VipLifetime;
import dev.lvsd.config.VirtualAddress;
import dev.lvsd.config.VirtualInterface;
import dev.lvsd.config.VirtualMac;
import dev.lvsd.linux.FramePort;
import dev.lvsd.net.Family;
import dev.lvsd.net.IpAddress;
import dev.lvsd.net.MacAddress;
import dev.lvsd.net.Prefix;
import dev.lvsd.netlink.Link;
import dev.lvsd.vrrp.InstanceStatus.Held;
import dev.lvsd.vrrp.VirtualRouter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExtraAnnouncementsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Interfaces LINKS = Interfaces.of(List.of(link(3, "eth0"), link(4, "eth1")), List.of());

    private final Frames frames = new Frames();
    private final Announcer announcer = new Announcer(frames, new NewsDesk(_ -> {}), new MonotonicClock());
    private final ExtraAnnouncements extras = new ExtraAnnouncements();

    @Test
    void interfaceBesideTheInstancesIsAnnouncedOnceEachInterval() {
        KeptAddresses kept = kept(new ExtraGarp(Duration.ofSeconds(10), true));
        send(kept, 0);
        assertEquals(VirtualRouter.NEVER, extras.deadlineNanos(), "nothing is held");
        kept.held(Held.YES);
        send(kept, SECOND);
        assertEquals(11 * SECOND, extras.deadlineNanos());
        send(kept, 10 * SECOND);
        assertEquals(List.of(), frames.sent);
        send(kept, 11 * SECOND);
        assertEquals(List.of(4), frames.sent, "one frame, of the first of its addresses");
        assertEquals(21 * SECOND, extras.deadlineNanos());
        kept.held(Held.NO);
        send(kept, 30 * SECOND);
        assertEquals(List.of(4), frames.sent);
        assertEquals(VirtualRouter.NEVER, extras.deadlineNanos());
    }

    @Test
    void withoutAllPhysicalInterfacesAreLeftOut() {
        KeptAddresses kept = kept(new ExtraGarp(Duration.ofSeconds(10), false));
        kept.held(Held.YES);
        send(kept, 0);
        assertEquals(VirtualRouter.NEVER, extras.deadlineNanos());
    }

    @Test
    void virtualMacInterfaceThatSendsNoAdvertsIsAnnouncedWithoutAllToo() {
        MacAddress mac = new MacAddress(0x0000_5e00_0133L);
        List<VirtualInterface> made = List.of(new VirtualInterface("vrrp.51", "eth0", Family.IPV4, mac));
        for (boolean sends : List.of(true, false)) {
            KeptAddresses kept = new KeptAddresses(
                    new SampleInstance().virtualMac(new VirtualMac(sends ? mac : null, made)).addresses("10.0.0.1/24")
                            .garp(garp(new ExtraGarp(Duration.ofSeconds(10), false))).build(),
                    new VipLifetime.Automatic());
            kept.held(Held.YES);
            assertEquals(!sends, kept.hasExtraInterfaces());
        }
    }

    private void send(KeptAddresses kept, long now) {
        extras.sendDue(List.of(kept), LINKS, announcer, now);
    }

    private static KeptAddresses kept(ExtraGarp extra) {
        return new KeptAddresses(
                new SampleInstance().addresses("10.0.0.1/24").address(address("10.0.1.1")).address(address("10.0.1.2"))
                        .garp(garp(extra)).build(),
                new VipLifetime.Automatic());
    }

    private static GarpSettings garp(ExtraGarp extra) {
        return new GarpSettings(
                5, Duration.ofSeconds(5), Duration.ZERO, 1, 5, Duration.ofSeconds(5), GarpSpacing.NONE, extra);
    }

    private static VirtualAddress address(String text) {
        return new VirtualAddress(Prefix.host(IpAddress.of(text)), "eth1", null, 0);
    }

    private static Link link(int index, String name) {
        return new Link(index, name, 1, new MacAddress(0x02_00_00_00_00_01L), 0x41, 1500);
    }

    private static final class Frames implements FramePort {
        private final List<Integer> sent = new ArrayList<>();

        @Override
        public int send(byte[] bytes, int interfaceIndex) {
            sent.add(interfaceIndex);
            return 0;
        }

        @Override
        public void close() {}
    }
}
