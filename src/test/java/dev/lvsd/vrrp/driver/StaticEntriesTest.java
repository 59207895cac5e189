package dev.lvsd.vrrp.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.config.StaticAddress;
import dev.lvsd.config.StaticSettings;
import dev.lvsd.config.Tracking;
import dev.lvsd.config.VirtualAddress;
import dev.lvsd.linux.Errno;
import dev.lvsd.net.IpAddress;
import dev.lvsd.net.MacAddress;
import dev.lvsd.net.Prefix;
import dev.lvsd.netlink.InterfaceAddress;
import dev.lvsd.netlink.Link;
import dev.lvsd.netlink.NetlinkConnection;
import dev.lvsd.netlink.RouteNetlink;
import dev.lvsd.track.TrackerState;
import dev.lvsd.vrrp.StaticStatus;
import dev.lvsd.vrrp.VirtualRouter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StaticEntriesTest {
    private static final int ADD = 20;
    private static final int DELETE = 21;
    private static final String ONE = "192.0.2.1";
    private static final String TWO = "192.0.2.2";
    private static final String SIX = "2001:db8::1";
    private static final Tracking.Key GROUP = new Tracking.Key(Tracking.Kind.GROUP, "G");

    private final FakeRouteKernel kernel = new FakeRouteKernel();
    private final RouteNetlink netlink = new RouteNetlink(new NetlinkConnection(kernel));
    private final List<TrackerState> heard = new ArrayList<>();

    @Test
    void startAddsWhatIsNotThereAndTheEndRemovesAll() {
        StaticEntries statics = statics(_ -> true, entry(ONE), entry(TWO));
        statics.verify(netlink, seen(true, ONE), Long.MAX_VALUE);
        assertEquals(List.of(ADD), asked());
        assertEquals(List.of(true, true), held(statics));
        statics.end(netlink, seen(true, ONE, TWO));
        assertEquals(List.of(ADD, DELETE, DELETE), asked());
        assertEquals(List.of(false, false), held(statics));
    }

    @Test
    void whatWasThereBeforeAndIsNotListedStays() {
        StaticEntries statics = statics(_ -> false, entry(ONE));
        statics.verify(netlink, seen(true, ONE), Long.MAX_VALUE);
        statics.end(netlink, seen(true, ONE));
        assertEquals(List.of(), asked());
    }

    @Test
    void whatSomeoneElseRemovesIsPutBackAndCounted() {
        StaticEntries statics = statics(_ -> true, entry(ONE));
        statics.verify(netlink, seen(true, ONE), Long.MAX_VALUE);
        statics.verify(netlink, seen(true), Long.MAX_VALUE);
        assertEquals(List.of(ADD), asked());
        assertEquals(1, statics.status().entries().getFirst().putBack());
        assertEquals(List.of(true), held(statics));
    }

    @Test
    void whatWasReadBeforeOurOwnChangeIsNoRemovalBySomeoneElse() {
        StaticEntries statics = statics(_ -> true, entry(ONE));
        statics.verify(netlink, seen(true), Long.MAX_VALUE);
        statics.verify(netlink, seen(true), 0);
        assertEquals(List.of(ADD), asked());
        assertEquals(0, statics.status().entries().getFirst().putBack());
    }

    @Test
    void groupOfALostEntryIsDownUntilItIsBack() {
        StaticEntries statics = statics(_ -> true, entry(ONE), tracked(SIX));
        statics.verify(netlink, seen(true, ONE, SIX), Long.MAX_VALUE);
        statics.verify(netlink, seen(false, ONE), Long.MAX_VALUE);
        statics.verify(netlink, Interfaces.NONE, Long.MAX_VALUE);
        statics.verify(netlink, seen(true, ONE, SIX), Long.MAX_VALUE);
        assertEquals(List.of(
                TrackerState.up("its entries are there"),
                TrackerState.down("static_ipaddress 2001:db8::1/24 dev eth0: interface eth0 is down"),
                TrackerState.down("static_ipaddress 2001:db8::1/24 dev eth0: interface eth0 does not exist"),
                TrackerState.up("its entries are there")), heard);
    }

    @Test
    void whatTheKernelRefusesIsAFaultAndTriedAgain() {
        StaticEntries statics = statics(_ -> true, tracked(ONE));
        kernel.error = Errno.EPERM.number();
        statics.verify(netlink, seen(true), Long.MAX_VALUE);
        assertEquals(TrackerState.Level.DOWN, heard.getLast().level());
        assertEquals(1, statics.status().errors());
        assertTrue(statics.deadlineNanos() != VirtualRouter.NEVER);
        kernel.error = 0;
        statics.verify(netlink, seen(true), Long.MAX_VALUE);
        assertEquals(TrackerState.Level.UP, heard.getLast().level());
        assertEquals(VirtualRouter.NEVER, statics.deadlineNanos());
    }

    @Test
    void reloadTouchesTheDifferenceAlone() {
        StaticEntries statics = statics(_ -> true, entry(ONE), entry(TWO));
        Interfaces seen = seen(true, ONE, TWO);
        statics.verify(netlink, seen, Long.MAX_VALUE);
        assertEquals(0, statics.reconfigure(List.of(entry(TWO), entry(ONE)), netlink, seen));
        assertEquals(List.of(), asked());
        assertEquals(1, statics.reconfigure(List.of(entry(ONE), entry("192.0.2.3")), netlink, seen));
        assertEquals(List.of(DELETE, ADD), asked());
        assertEquals(List.of("192.0.2.1/24 dev eth0", "192.0.2.3/24 dev eth0"),
                statics.status().entries().stream().map(StaticStatus.Entry::line).toList());
        assertEquals(2, statics.reconfigure(List.of(), netlink, seen));
        assertEquals(StaticStatus.NONE, statics.status());
    }

    private StaticEntries statics(Predicate<Object> ours, StaticEntry... entries) {
        StaticEntries statics = new StaticEntries(
                List.of(entries), ours, new NewsDesk(_ -> {}), new MonotonicClock());
        statics.tells(states -> {
            if (states.containsKey(GROUP)) {
                heard.add(states.get(GROUP));
            }
        });
        return statics;
    }

    private List<Integer> asked() {
        return List.copyOf(kernel.requests);
    }

    private static List<Boolean> held(StaticEntries statics) {
        return statics.status().entries().stream().map(StaticStatus.Entry::held).toList();
    }

    private static StaticEntry entry(String address) {
        return entry(address, null);
    }

    private static StaticEntry tracked(String address) {
        return entry(address, "G");
    }

    private static StaticEntry entry(String address, @Nullable String group) {
        return StaticEntries.of(new StaticSettings(List.of(new StaticAddress(
                new VirtualAddress(new Prefix(IpAddress.of(address), 24), null, null, 0), "eth0", group)), List.of()))
                .getFirst();
    }

    private static Interfaces seen(boolean up, String... addresses) {
        Link eth0 = new Link(3, "eth0", 1, new MacAddress(0x02_00_00_00_00_01L), up ? 0x41 : 0, 1500);
        return new Interfaces(Map.of("eth0", eth0), Arrays.stream(addresses)
                .map(address -> new InterfaceAddress(
                        3, new Prefix(IpAddress.of(address), 24), 0, 0x80, "eth0", 0xffff_ffffL))
                .toList());
    }
}
