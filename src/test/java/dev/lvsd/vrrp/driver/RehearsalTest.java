package dev.lvsd.vrrp.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.config.SampleInstance;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.net.IpAddress;
import dev.lvsd.netlink.NetlinkConnection;
import dev.lvsd.netlink.NetlinkTransport;
import dev.lvsd.netlink.RouteNetlink;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RehearsalTest {
    private static final int RTM_NEWADDR = 20;
    private static final int RTM_DELADDR = 21;
    /// Backup, master, replaced, master again, without its link.
    private static final List<Integer> ROUND =
            List.of(RTM_DELADDR, RTM_NEWADDR, RTM_DELADDR, RTM_NEWADDR, RTM_DELADDR);
    private static final int AT_TYPE = 4;
    private static final int AT_SEQUENCE = 8;
    private static final int AT_INDEX = 20;
    private static final int ENODEV = 19;

    private final Refusing kernel = new Refusing();

    @Test
    void everyRoundTakesOverTwiceAndNamesNoInterfaceThatExists() {
        Rehearsal.of(instance(List.of(), 100), new RouteNetlink(new NetlinkConnection(kernel)));
        assertEquals(Set.of(Integer.MAX_VALUE), kernel.interfaces);
        assertEquals(ROUND, kernel.requests.subList(0, ROUND.size()));
    }

    @Test
    void aUnicastInstanceTakesOverInItsRehearsal() {
        Rehearsal.of(instance(List.of(IpAddress.of("10.0.0.2")), 100), new RouteNetlink(new NetlinkConnection(kernel)));
        assertEquals(ROUND, kernel.requests.subList(0, ROUND.size()));
    }

    @Test
    void anInstanceOverIpv6TakesOverInItsRehearsal() {
        VrrpInstance instance = new SampleInstance().addresses("fe80::100/64").build();
        Rehearsal.of(instance, new RouteNetlink(new NetlinkConnection(kernel)));
        assertEquals(ROUND, kernel.requests.subList(0, ROUND.size()));
    }

    @Test
    void anOwnerOfItsAddressesRehearsesToo() {
        Rehearsal.of(instance(List.of(), 255), new RouteNetlink(new NetlinkConnection(kernel)));
        assertTrue(kernel.requests.contains(RTM_NEWADDR));
    }

    private static VrrpInstance instance(List<IpAddress> peers, int priority) {
        return new SampleInstance().priority(priority).unicast(null, peers).addresses("10.0.0.100/24").build();
    }

    /// A kernel without the interface: ENODEV for every request.
    private static final class Refusing implements NetlinkTransport {
        private final List<Integer> requests = new ArrayList<>();
        private final Set<Integer> interfaces = new HashSet<>();
        private int unanswered;

        @Override
        public void send(byte[] bytes, int offset, int length) {
            ByteBuffer request = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
            requests.add((int) request.getShort(offset + AT_TYPE));
            interfaces.add(request.getInt(offset + AT_INDEX));
            unanswered = request.getInt(offset + AT_SEQUENCE);
        }

        @Override
        public int receive(byte[] into, long timeoutNanos) {
            if (unanswered == 0) {
                return NOTHING;
            }
            ByteBuffer.wrap(into).order(ByteOrder.nativeOrder())
                    .putInt(36).putShort((short) 2).putShort((short) 0).putInt(unanswered).putInt(0).putInt(-ENODEV)
                    .putInt(20).putShort((short) 20).putShort((short) 0).putInt(unanswered).putInt(0);
            unanswered = 0;
            return 36;
        }

        @Override
        public int receiveBufferBytes() {
            return 1 << 20;
        }

        @Override
        public void close() {}
    }
}
