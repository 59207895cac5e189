package dev.lvsd.vrrp.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.config.SampleInstance;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.net.IpAddress;
import dev.lvsd.netlink.NetlinkConnection;
import dev.lvsd.netlink.RouteNetlink;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RehearsalTest {
    private static final int RTM_NEWADDR = 20;
    private static final int RTM_DELADDR = 21;
    /// Backup, master, replaced, master again, without its link.
    private static final List<Integer> ROUND =
            List.of(RTM_DELADDR, RTM_NEWADDR, RTM_DELADDR, RTM_NEWADDR, RTM_DELADDR);
    private static final int ENODEV = 19;

    private final FakeRouteKernel kernel = new FakeRouteKernel();

    /// A kernel without the interface.
    @BeforeEach
    void refuse() {
        kernel.error = ENODEV;
    }

    @Test
    void everyRoundTakesOverTwiceAndNamesNoInterfaceThatExists() {
        Rehearsal.of(instance(List.of(), 100), new RouteNetlink(new NetlinkConnection(kernel)));
        assertEquals(Set.of(Integer.MAX_VALUE), Set.copyOf(kernel.interfaces));
        assertEquals(ROUND, List.copyOf(kernel.requests).subList(0, ROUND.size()));
    }

    @Test
    void aUnicastInstanceTakesOverInItsRehearsal() {
        Rehearsal.of(instance(List.of(IpAddress.of("10.0.0.2")), 100), new RouteNetlink(new NetlinkConnection(kernel)));
        assertEquals(ROUND, List.copyOf(kernel.requests).subList(0, ROUND.size()));
    }

    @Test
    void anInstanceOverIpv6TakesOverInItsRehearsal() {
        VrrpInstance instance = new SampleInstance().addresses("fe80::100/64").build();
        Rehearsal.of(instance, new RouteNetlink(new NetlinkConnection(kernel)));
        assertEquals(ROUND, List.copyOf(kernel.requests).subList(0, ROUND.size()));
    }

    @Test
    void anOwnerOfItsAddressesRehearsesToo() {
        Rehearsal.of(instance(List.of(), 255), new RouteNetlink(new NetlinkConnection(kernel)));
        assertTrue(kernel.requests.contains(RTM_NEWADDR));
    }

    private static VrrpInstance instance(List<IpAddress> peers, int priority) {
        return new SampleInstance().priority(priority).unicast(null, peers).addresses("10.0.0.100/24").build();
    }
}
