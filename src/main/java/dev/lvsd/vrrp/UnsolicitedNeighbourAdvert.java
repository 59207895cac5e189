package dev.lvsd.vrrp;

import dev.lvsd.net.InternetChecksum;
import dev.lvsd.net.IpAddress;
import dev.lvsd.net.MacAddress;
import java.nio.ByteBuffer;

/// The frame that tells a network which link-layer address an IPv6 address has now (RFC 4861, 4.4 and 7.2.6; RFC 9568,
/// 8.2.2): a neighbour advertisement from the address itself to all nodes, ff02::1, with the flags router and
/// override and the target link-layer address option.
public final class UnsolicitedNeighbourAdvert {
    /// Length of the frame in bytes.
    public static final int BYTES = 86;

    private static final short ETHERTYPE_IPV6 = (short) 0x86dd;
    /// 33:33 and the last four bytes of the group (RFC 2464, 7).
    private static final MacAddress ALL_NODES_MAC = new MacAddress(0x3333_0000_0001L);
    private static final IpAddress.V6 ALL_NODES = new IpAddress.V6(0xff02_0000_0000_0000L, 1);
    private static final int VERSION_6 = 0x6000_0000;
    private static final int NEXT_HEADER_ICMPV6 = 58;
    /// Receivers drop what a router has forwarded.
    private static final int HOP_LIMIT = 255;
    private static final int TYPE_NEIGHBOUR_ADVERTISEMENT = 136;
    private static final int ROUTER = 0x8000_0000;
    private static final int OVERRIDE = 0x2000_0000;
    private static final int OPTION_TARGET_LINK_LAYER_ADDRESS = 2;
    private static final int ETHERNET_BYTES = 14;
    private static final int ADDRESSES_AT = ETHERNET_BYTES + 8;
    private static final int MESSAGE_AT = ETHERNET_BYTES + 40;
    private static final int MESSAGE_BYTES = BYTES - MESSAGE_AT;
    private static final int CHECKSUM_AT = MESSAGE_AT + 2;

    private UnsolicitedNeighbourAdvert() {}

    /// The frame, from the Ethernet header on, in network byte order.
    ///
    /// @param mac link-layer address of the interface that has the address
    /// @param address the address that is announced
    public static byte[] frame(MacAddress mac, IpAddress.V6 address) {
        byte[] frame = ByteBuffer.allocate(BYTES)
                .put(ALL_NODES_MAC.bytes())
                .put(mac.bytes())
                .putShort(ETHERTYPE_IPV6)
                .putInt(VERSION_6)
                .putShort((short) MESSAGE_BYTES)
                .put((byte) NEXT_HEADER_ICMPV6)
                .put((byte) HOP_LIMIT)
                .put(address.bytes())
                .put(ALL_NODES.bytes())
                .put((byte) TYPE_NEIGHBOUR_ADVERTISEMENT)
                .put((byte) 0)
                .putShort((short) 0)
                .putInt(ROUTER | OVERRIDE)
                .put(address.bytes())
                .put((byte) OPTION_TARGET_LINK_LAYER_ADDRESS)
                .put((byte) 1)
                .put(mac.bytes())
                .array();
        long pseudo = InternetChecksum.add(NEXT_HEADER_ICMPV6 + MESSAGE_BYTES, frame, ADDRESSES_AT, 32);
        int checksum = InternetChecksum.finish(InternetChecksum.add(pseudo, frame, MESSAGE_AT, MESSAGE_BYTES));
        return ByteBuffer.wrap(frame).putShort(CHECKSUM_AT, (short) checksum).array();
    }
}
