package dev.lvsd.ipvs;

import static dev.lvsd.pool.Samples.dr;
import static dev.lvsd.pool.Samples.endpoint;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.net.Endpoint;
import dev.lvsd.net.Family;
import dev.lvsd.net.Protocol;
import dev.lvsd.netlink.MessageCursor;
import dev.lvsd.netlink.MessageWriter;
import dev.lvsd.netlink.NetlinkFormatException;
import dev.lvsd.netlink.NetlinkRequest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IpvsCodecTest {
    private static final int IPVS = 28;
    private static final int REQUEST = 1;
    private static final VirtualServerKey WEB = key(Protocol.TCP, "10.9.0.100:80");
    private static final VirtualServerKey DNS = key(Protocol.UDP, "10.9.0.100:53");
    private static final VirtualServerKey WEB6 = key(Protocol.TCP, "[2001:db8::100]:443");
    private static final VirtualServerOptions WLC = VirtualServerOptions.persistent("wlc", Family.IPV4, 600);
    private static final VirtualServerOptions SH = new VirtualServerOptions(
            "sh", IpvsAbi.IP_VS_SVC_F_PERSISTENT | IpvsAbi.IP_VS_SVC_F_SCHED2, 60, 0xffffff00, "");
    private static final VirtualServerOptions MH =
            new VirtualServerOptions("mh", IpvsAbi.IP_VS_SVC_F_PERSISTENT, 300, 64, "");

    private final Messages messages = new Messages();

    @Test
    void virtualServersAreSentAsTheKernelTookThem() {
        assertSent("add-virtual-server-tcp", new Step.AddVirtualServer(WEB, WLC));
        assertSent("add-virtual-server-udp-sh-port-netmask", new Step.AddVirtualServer(DNS, SH));
        assertSent("add-virtual-server-ipv6-prefix-64", new Step.AddVirtualServer(WEB6, MH));
        assertSent(
                "add-virtual-server-one-packet",
                new Step.AddVirtualServer(
                        key(Protocol.UDP, "10.9.0.101:53"),
                        new VirtualServerOptions("rr", IpvsAbi.IP_VS_SVC_F_ONEPACKET, 0, -1, "")));
        assertSent(
                "add-virtual-server-fwmark",
                new Step.AddVirtualServer(
                        new VirtualServerKey.Fwmark(Family.IPV4, 7), VirtualServerOptions.of("rr", Family.IPV4)));
        assertSent("delete-virtual-server", new Step.DeleteVirtualServer(key(Protocol.TCP, "10.9.9.9:9")));
    }

    @Test
    void realServersAreSentAsTheKernelTookThem() {
        assertSent("add-real-server-dr", new Step.AddRealServer(WEB, endpoint("10.9.0.1:80"), dr(100)));
        assertSent(
                "add-real-server-nat-thresholds",
                new Step.AddRealServer(
                        DNS,
                        endpoint("10.9.0.1:5353"),
                        new RealServerOptions(Forwarding.NAT, 3, 1000, 500, Tunnel.IPIP)));
        assertSent(
                "add-real-server-tun-gue",
                new Step.AddRealServer(
                        DNS,
                        endpoint("10.9.0.2:53"),
                        new RealServerOptions(Forwarding.TUN, 0, 0, 0, new Tunnel(1, 6080, 1))));
        assertSent(
                "add-real-server-ipv6-tun",
                new Step.AddRealServer(
                        WEB6, endpoint("[2001:db8::1]:443"), RealServerOptions.of(Forwarding.TUN, 5)));
        assertSent("edit-real-server", new Step.EditRealServer(WEB, endpoint("10.9.0.1:80"), dr(55)));
        assertSent("delete-real-server", new Step.DeleteRealServer(WEB, endpoint("10.9.0.2:80")));
    }

    @Test
    void listsAreAskedForAsTheKernelTookThem() {
        assertSent("list-virtual-servers", new IpvsRequest.VirtualServers(IPVS));
        assertSent("list-real-servers", new IpvsRequest.RealServers(IPVS, WEB));
    }

    @Test
    void virtualServersAreReadWithoutTheKernelsOwnFlag() throws NetlinkFormatException {
        assertEquals(new ReadVirtualServer(WEB, WLC, TrafficCounters.ZERO), virtualServer("virtual-server-tcp"));
        assertEquals(
                new ReadVirtualServer(DNS, SH, TrafficCounters.ZERO),
                virtualServer("virtual-server-udp-sh-port-netmask"));
        assertEquals(
                new ReadVirtualServer(WEB6, MH, TrafficCounters.ZERO), virtualServer("virtual-server-ipv6-prefix-64"));
        assertEquals(
                new ReadVirtualServer(
                        new VirtualServerKey.Fwmark(Family.IPV6, -1),
                        VirtualServerOptions.of("lblcr", Family.IPV6),
                        TrafficCounters.ZERO),
                virtualServer("virtual-server-fwmark-ipv6"));
    }

    @Test
    void realServersAreRead() throws NetlinkFormatException {
        assertEquals(
                new ReadRealServer(endpoint("10.9.0.2:80"), dr(2147483647), RealServerCounters.ZERO),
                realServer(messages.of("real-server-2147483647")));
        assertEquals(
                new ReadRealServer(endpoint("10.9.0.1:80"), dr(100), RealServerCounters.ZERO),
                realServer(messages.of("real-server-100")));
    }

    @Test
    void wideCountersWinOverNarrowOnesInAnyOrder() throws NetlinkFormatException {
        TrafficCounters wide = new TrafficCounters(1L << 40, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        byte[] wideLast = realServerWithCounters(
                new int[] {IpvsAbi.IPVS_DEST_ATTR_STATS, IpvsAbi.IPVS_DEST_ATTR_STATS64});
        byte[] wideFirst = realServerWithCounters(
                new int[] {IpvsAbi.IPVS_DEST_ATTR_STATS64, IpvsAbi.IPVS_DEST_ATTR_STATS});
        RealServerCounters expected = new RealServerCounters(11, 12, 13, wide);
        assertEquals(expected, realServer(wideLast).counters());
        assertEquals(expected, realServer(wideFirst).counters());
        TrafficCounters narrow = realServer(realServerWithCounters(new int[] {IpvsAbi.IPVS_DEST_ATTR_STATS}))
                .counters()
                .traffic();
        assertEquals(0xffff_ffffL, narrow.connections(), "unsigned");
        assertEquals(4, narrow.inBytes());
    }

    @Test
    void virtualServerOfAnotherProtocolIsNotOurs() throws NetlinkFormatException {
        byte[] message = messages.of("virtual-server-tcp");
        int at = HexFormat.of().formatHex(message).indexOf("0600020006000000") / 2;
        message[at + 4] = 50;
        assertNull(IpvsDecoder.virtualServer(cursor(message)));
    }

    @Test
    void nonsenseIsNamed() {
        assertTrue(problem("real-server-100", "0800040064000000", 7, 0x80).contains("IPVS_DEST_ATTR_WEIGHT (4)"));
        assertTrue(problem("real-server-100", "0800030003000000", 4, 6).contains("forwarding method 6"));
        assertTrue(problem("real-server-100", "06000b0002000000", 4, 99).contains("address family 99"));
        assertTrue(problem("real-server-100", "0800060000000000", 4, 9).contains("lower threshold 9"));
    }

    @Test
    void truncationAtAnyByteIsATypedErrorOrAShorterMessage() {
        for (String name : List.of("virtual-server-tcp", "virtual-server-fwmark-ipv6", "real-server-100")) {
            byte[] whole = messages.of(name);
            for (int length = 0; length < whole.length; length++) {
                byte[] cut = Arrays.copyOf(whole, length);
                int bytes = length;
                assertThrows(NetlinkFormatException.class, () -> decode(cut), () -> name + " cut to " + bytes);
                if (length >= 16) {
                    ByteBuffer.wrap(cut).order(ByteOrder.nativeOrder()).putInt(0, length);
                    decodeHostile(cut, name + " shortened to " + length);
                }
            }
        }
    }

    @Test
    void noBytesGiveAnythingButATypedError() {
        Random random = new Random(1);
        List<String> names =
                List.of("virtual-server-tcp", "virtual-server-ipv6-prefix-64", "real-server-100", "done");
        for (int i = 0; i < 60_000; i++) {
            byte[] bytes = messages.of(names.get(random.nextInt(names.size())));
            for (int change = 1 + random.nextInt(4); change > 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            decodeHostile(bytes, "input " + i);
        }
    }

    private void decodeHostile(byte[] bytes, String where) {
        try {
            decode(bytes);
        } catch (NetlinkFormatException _) {
            // The typed error that is asked for.
        } catch (RuntimeException e) {
            throw new AssertionError(where + ": " + HexFormat.of().formatHex(bytes), e);
        }
    }

    private static void decode(byte[] bytes) throws NetlinkFormatException {
        MessageCursor virtualServer = new MessageCursor(bytes, bytes.length);
        boolean any = false;
        while (virtualServer.next()) {
            any = true;
            if (virtualServer.u8(0) == IpvsAbi.IPVS_CMD_NEW_SERVICE) {
                IpvsDecoder.virtualServer(virtualServer);
            } else {
                IpvsDecoder.realServer(virtualServer, Family.IPV4);
            }
        }
        if (!any) {
            throw new NetlinkFormatException("no message", 0);
        }
    }

    private String problem(String name, String attribute, int offset, int value) {
        byte[] message = messages.of(name);
        int at = HexFormat.of().formatHex(message).indexOf(attribute) / 2;
        message[at + offset] = (byte) value;
        NetlinkFormatException problem =
                assertThrows(NetlinkFormatException.class, () -> realServer(message));
        return String.valueOf(problem.getMessage());
    }

    private static byte[] realServerWithCounters(int[] nests) {
        MessageWriter writer = new MessageWriter().open(IPVS, 2, 1);
        IpvsEncoder.command(writer, IpvsAbi.IPVS_CMD_NEW_DEST);
        writer.openNest(IpvsAbi.IPVS_CMD_ATTR_DEST)
                .bytes(IpvsAbi.IPVS_DEST_ATTR_ADDR, new byte[16])
                .be16(IpvsAbi.IPVS_DEST_ATTR_PORT, 80)
                .u32(IpvsAbi.IPVS_DEST_ATTR_FWD_METHOD, 0x100 | 3)
                .u32(IpvsAbi.IPVS_DEST_ATTR_ACTIVE_CONNS, 11)
                .u32(IpvsAbi.IPVS_DEST_ATTR_INACT_CONNS, 12)
                .u32(IpvsAbi.IPVS_DEST_ATTR_PERSIST_CONNS, 13);
        for (int nest : nests) {
            writer.openNest(nest);
            boolean wide = nest == IpvsAbi.IPVS_DEST_ATTR_STATS64;
            for (int type = 1; type <= 10; type++) {
                if (wide || type == 4 || type == 5) {
                    writer.u64(type, wide && type == 1 ? 1L << 40 : type);
                } else {
                    writer.u32(type, type == 1 ? -1 : type);
                }
            }
            writer.closeNest();
        }
        return writer.closeNest().close().toByteArray();
    }

    private @Nullable ReadVirtualServer virtualServer(String name) throws NetlinkFormatException {
        return IpvsDecoder.virtualServer(cursor(messages.of(name)));
    }

    private static ReadRealServer realServer(byte[] message) throws NetlinkFormatException {
        return IpvsDecoder.realServer(cursor(message), Family.IPV4);
    }

    private static MessageCursor cursor(byte[] message) throws NetlinkFormatException {
        MessageCursor cursor = new MessageCursor(message, message.length);
        assertTrue(cursor.next());
        return cursor;
    }

    private void assertSent(String name, Step step) {
        assertSent(name, new IpvsRequest.Change(IPVS, step));
    }

    private void assertSent(String name, NetlinkRequest request) {
        byte[] expected = messages.of(name);
        int flags = ByteBuffer.wrap(expected).order(ByteOrder.nativeOrder()).getShort(6);
        assertTrue((flags & REQUEST) != 0, "a request was recorded");
        MessageWriter writer = new MessageWriter().open(request.type(), flags, 1);
        request.write(writer);
        HexFormat hex = HexFormat.of();
        assertEquals(hex.formatHex(expected), hex.formatHex(writer.close().toByteArray()), name);
    }

    private static VirtualServerKey key(Protocol protocol, String text) {
        Endpoint endpoint = endpoint(text);
        return new VirtualServerKey.Address(protocol, endpoint);
    }
}
