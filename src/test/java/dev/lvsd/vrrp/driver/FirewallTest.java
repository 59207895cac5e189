package dev.lvsd.vrrp.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.config.AcceptMode;
import dev.lvsd.config.PacketFilter;
import dev.lvsd.config.SampleInstance;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.linux.Errno;
import dev.lvsd.net.IpAddress;
import dev.lvsd.netlink.NetlinkConnection;
import dev.lvsd.netlink.nft.Drop;
import dev.lvsd.netlink.nft.DropTables;
import dev.lvsd.netlink.nft.FakeNftKernel;
import dev.lvsd.vrrp.VirtualRouter;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FirewallTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Set<Drop> DROPS = Set.of(Drop.of(IpAddress.of("10.0.0.100"), "eth0"));

    private final FakeNftKernel kernel = new FakeNftKernel();
    private final Firewall firewall =
            new Firewall(() -> new DropTables(new NetlinkConnection(kernel)), new NewsDesk(_ -> {}));

    @Test
    void whereAllAcceptTheKernelIsAskedForNothing() {
        Firewall none = new Firewall(() -> {
            throw new AssertionError("opened");
        }, new NewsDesk(_ -> {}));
        VrrpInstance accepting = new SampleInstance().addresses("10.0.0.100").build();
        none.follow(DropPlan.of(List.of(accepting), List.of(accepting)), 0);
        none.look(SECOND);
        none.end();
        assertEquals(VirtualRouter.NEVER, none.deadlineNanos());
    }

    @Test
    void tableIsThereBeforeAMasterIsAndTheSameAgainCostsNothing() {
        firewall.follow(plan("lvsd", false), 0);
        assertEquals(Set.of("lvsd"), kernel.tables);
        firewall.follow(plan("lvsd", true), 0);
        assertEquals(DROPS, kernel.drops);
        assertEquals(2, kernel.batches);
        firewall.follow(plan("lvsd", true), 0);
        assertEquals(2, kernel.batches);
        firewall.follow(plan("lvsd", false), 0);
        assertEquals(Set.of(), kernel.drops);
        firewall.end();
        assertEquals(Set.of(), kernel.tables);
    }

    @Test
    void tableThatIsFlushedIsPutBackAndCounted() {
        firewall.follow(plan("lvsd", true), 0);
        firewall.look(SECOND);
        kernel.changeOthers();
        firewall.look(2 * SECOND);
        assertEquals(0, firewall.status().putBack());
        kernel.flush();
        firewall.look(3 * SECOND);
        assertEquals(DROPS, kernel.drops);
        assertEquals(1, firewall.status().putBack());
        firewall.look(4 * SECOND);
        assertEquals(1, firewall.status().putBack(), "its own change is no news");
    }

    @Test
    void ruleThatIsReplacedOrAddressThatIsTakenOutIsPutBack() {
        firewall.follow(plan("lvsd", true), 0);
        firewall.look(SECOND);
        kernel.replaceRule();
        firewall.look(2 * SECOND);
        assertEquals(1, firewall.status().putBack());
        kernel.drops.clear();
        kernel.changeOthers();
        firewall.look(3 * SECOND);
        assertEquals(2, firewall.status().putBack());
        assertEquals(DROPS, kernel.drops);
    }

    @Test
    void refusalIsToldCountedAndTriedAgain() {
        kernel.refusal = Errno.EOPNOTSUPP;
        firewall.follow(plan("lvsd", true), 0);
        String problem = firewall.status().problem();
        assertNotNull(problem);
        assertTrue(problem.startsWith("this kernel has no nf_tables for IPv4 and IPv6"), problem);
        assertEquals(1, firewall.status().errors());
        kernel.refusal = null;
        firewall.look(firewall.deadlineNanos());
        assertEquals(DROPS, kernel.drops);
        assertNull(firewall.status().problem());
        assertEquals(1, firewall.status().addresses());
    }

    @Test
    void reloadMayNameAnotherTable() {
        firewall.follow(plan("lvsd", true), 0);
        firewall.follow(plan("other", true), 0);
        assertEquals(Set.of("other"), kernel.tables);
        assertEquals(DROPS, kernel.drops);
        assertEquals("other", firewall.status().table());
    }

    private static DropPlan plan(String table, boolean held) {
        VrrpInstance instance = new SampleInstance().addresses("10.0.0.100")
                .acceptMode(new AcceptMode(false, new PacketFilter(table, -1, false))).build();
        return DropPlan.of(List.of(instance), held ? List.of(instance) : List.of());
    }
}
