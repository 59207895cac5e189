package dev.lvsd.vrrp;

import dev.lvsd.net.IpAddress;
import dev.lvsd.net.MacAddress;
import java.nio.ByteBuffer;

/// The frame that tells a network which link-layer address an IPv4 address has now (RFC 826; RFC 5944,
/// 4.6), as keepalived sends it: a broadcast ARP request with sender and target address the same.
public final class GratuitousArp {
    /// Length of the frame in bytes; Ethernet pads it.
    public static final int BYTES = 42;

    private static final short ETHERTYPE_ARP = 0x0806;
    private static final short HARDWARE_ETHERNET = 1;
    private static final short PROTOCOL_IPV4 = 0x0800;
    private static final short OPERATION_REQUEST = 1;

    private GratuitousArp() {}

    /// The frame, from the Ethernet header on, in network byte order.
    ///
    /// @param mac link-layer address of the interface that has the address
    /// @param address the address that is announced
    public static byte[] frame(MacAddress mac, IpAddress.V4 address) {
        byte[] everyone = MacAddress.BROADCAST.bytes();
        return ByteBuffer.allocate(BYTES)
                .put(everyone)
                .put(mac.bytes())
                .putShort(ETHERTYPE_ARP)
                .putShort(HARDWARE_ETHERNET)
                .putShort(PROTOCOL_IPV4)
                .put((byte) 6)
                .put((byte) 4)
                .putShort(OPERATION_REQUEST)
                .put(mac.bytes())
                .putInt(address.bits())
                .put(everyone)
                .putInt(address.bits())
                .array();
    }
}
