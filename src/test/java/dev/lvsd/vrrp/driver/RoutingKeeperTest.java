package dev.lvsd.vrrp.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lvsd.config.Routing;
import dev.lvsd.config.RoutingText;
import dev.lvsd.config.SampleInstance;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.linux.Errno;
import dev.lvsd.net.MacAddress;
import dev.lvsd.net.routing.Route;
import dev.lvsd.net.routing.RoutingEntry;
import dev.lvsd.net.routing.Rule;
import dev.lvsd.netlink.Link;
import dev.lvsd.netlink.NetlinkConnection;
import dev.lvsd.netlink.NetlinkTransport;
import dev.lvsd.netlink.RouteNetlink;
import dev.lvsd.vrrp.RoutingStatus;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What the kernel is asked for as routes and rules come, stay and go.
class RoutingKeeperTest {
    private static final int RTM_NEWROUTE = 24;
    private static final int RTM_DELROUTE = 25;
    private static final int RTM_NEWRULE = 32;
    private static final int RTM_DELRULE = 33;
    private static final Interfaces LINKS = Interfaces.of(
            List.of(new Link(3, "eth0", 1, new MacAddress(0x02_00_00_00_00_01L), 0x41, 1500)), List.of());

    private final Kernel kernel = new Kernel();

    @Test
    void theyComeInOneBatchAndGoInAnother() {
        RoutingKeeper keeper = keeper(instance("route 10.1.0.0/16 dev eth0", "rule from 10.1.0.0/16 lookup 5"));
        keeper.hold(0);
        assertEquals(2, keeper.status(0).held());
        keeper.release(0);
        assertEquals(List.of(RTM_NEWROUTE, RTM_NEWRULE, RTM_DELRULE, RTM_DELROUTE), asked());
        assertEquals(2, kernel.datagrams);
        assertEquals(0, keeper.status(0).held());
    }

    @Test
    void whatIsThereAlreadyIsHeldAndNoError() {
        RoutingKeeper keeper = keeper(instance("route 10.1.0.0/16 dev eth0"));
        kernel.error = Errno.EEXIST.number();
        keeper.hold(0);
        keeper.verify(_ -> true);
        RoutingStatus status = keeper.status(0);
        assertEquals(List.of(1L, 0L, 0L), List.of(status.held(), status.errors(), status.putBack()));
    }

    @Test
    void whatSomeoneElseRemovedComesBackAndIsCounted() {
        RoutingKeeper keeper = keeper(instance("route 10.1.0.0/16 dev eth0"));
        keeper.hold(0);
        keeper.verify(_ -> true);
        assertEquals(1, keeper.status(0).putBack());
    }

    @Test
    void whatIsNotTrackedOrNotHeldIsNotLookedFor() {
        RoutingKeeper keeper = keeper(instance("route 10.1.0.0/16 dev eth0 no_track"));
        keeper.verify(_ -> true);
        keeper.hold(0);
        keeper.verify(_ -> true);
        assertEquals(List.of(RTM_NEWROUTE), asked());
    }

    @Test
    void routerThatMayNotServeGetsNothingBack() {
        RoutingKeeper keeper = keeper(instance("route 10.1.0.0/16 dev eth0"));
        keeper.hold(0);
        keeper.verify(_ -> false);
        assertEquals(List.of(RTM_NEWROUTE), asked());
    }

    @Test
    void refusalIsCountedAndTriedAgainWithoutBeingAReturn() {
        RoutingKeeper keeper = keeper(instance("route 10.1.0.0/16 dev eth0"));
        kernel.error = Errno.ENETUNREACH.number();
        keeper.hold(0);
        assertEquals(0, keeper.status(0).held());
        kernel.error = 0;
        keeper.verify(_ -> true);
        RoutingStatus status = keeper.status(0);
        assertEquals(List.of(1L, 1L, 0L), List.of(status.held(), status.errors(), status.putBack()));
    }

    @Test
    void routeWaitsForAnInterfaceThatDoesNotExist() {
        RoutingKeeper keeper = keeper(instance("route 10.1.0.0/16 dev eth9"));
        keeper.hold(0);
        assertEquals(List.of(), asked());
        assertEquals(0, keeper.status(0).held());
    }

    @Test
    void reloadRemovesAndAddsTheDifferenceAlone() {
        RoutingKeeper keeper = keeper(instance("route 10.1.0.0/16 dev eth0", "rule from 10.1.0.0/16 lookup 5"));
        keeper.hold(0);
        kernel.requests.clear();
        Map<Integer, VrrpInstance> next =
                Map.of(0, instance("route 10.1.0.0/16 dev eth0", "rule from 10.2.0.0/16 lookup 5"));
        keeper.withdraw(next);
        assertEquals(List.of(RTM_DELRULE), asked());
        kernel.error = Errno.EEXIST.number();
        keeper.extend(next);
        assertEquals(List.of(RTM_DELRULE, RTM_NEWRULE), asked().subList(0, 2));
        assertEquals(2, keeper.status(0).held());
    }

    @Test
    void backupRemovesWhatAnEarlierRunLeft() {
        RoutingKeeper keeper = keeper(instance("route 10.1.0.0/16 dev eth0"));
        keeper.release(0);
        assertEquals(List.of(RTM_DELROUTE), asked());
    }

    /// The types of all requests.
    private List<Integer> asked() {
        return List.copyOf(kernel.requests);
    }

    private RoutingKeeper keeper(VrrpInstance instance) {
        return new RoutingKeeper(
                Map.of(0, instance), new RouteNetlink(new NetlinkConnection(kernel)), () -> LINKS,
                new NewsDesk(_ -> {}));
    }

    private static VrrpInstance instance(String... lines) {
        List<RoutingEntry> entries = List.copyOf(RoutingText.parse(List.of(lines)));
        return new SampleInstance().routing(new Routing(
                entries.stream().filter(Route.class::isInstance).map(Route.class::cast).toList(),
                entries.stream().filter(Rule.class::isInstance).map(Rule.class::cast).toList())).build();
    }

    /// A kernel that answers all requests alike.
    private static final class Kernel implements NetlinkTransport {
        private static final int HEADER = 16;

        private final List<Integer> requests = new ArrayList<>();
        private final Deque<Integer> unanswered = new ArrayDeque<>();
        private int datagrams;
        private int error;

        @Override
        public void send(byte[] bytes, int offset, int length) {
            datagrams++;
            ByteBuffer datagram = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
            for (int at = offset; at < offset + length; at += (datagram.getInt(at) + 3) & ~3) {
                requests.add((int) datagram.getShort(at + 4));
                boolean last = at + datagram.getInt(at) >= offset + length;
                if (last || error != 0) {
                    unanswered.add(datagram.getInt(at + 8));
                }
            }
        }

        @Override
        public int receive(byte[] into, long timeoutNanos) {
            Integer sequence = unanswered.poll();
            if (sequence == null) {
                return NOTHING;
            }
            ByteBuffer.wrap(into).order(ByteOrder.nativeOrder())
                    .putInt(HEADER + 20).putShort((short) 2).putShort((short) 0).putInt(sequence).putInt(0)
                    .putInt(-error)
                    .putInt(20).putShort((short) 20).putShort((short) 0).putInt(sequence).putInt(0);
            return HEADER + 20;
        }

        @Override
        public int receiveBufferBytes() {
            return 1 << 20;
        }

        @Override
        public void close() {}
    }
}
