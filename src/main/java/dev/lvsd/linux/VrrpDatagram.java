package dev.lvsd.linux;

import static dev.lvsd.linux.LinuxAbi.AF_INET;
import static dev.lvsd.linux.LinuxAbi.AF_INET6;
import static dev.lvsd.linux.LinuxAbi.ETH_P_IP;
import static dev.lvsd.linux.LinuxAbi.ETH_P_IPV6;
import static dev.lvsd.linux.LinuxAbi.MSG_DONTWAIT;
import static dev.lvsd.linux.LinuxAbi.OFFSETOF_SOCKADDR_IN6_SIN6_ADDR;
import static dev.lvsd.linux.LinuxAbi.OFFSETOF_SOCKADDR_IN_SIN_ADDR;
import static dev.lvsd.linux.LinuxAbi.SIZEOF_SOCKADDR_IN;
import static dev.lvsd.linux.LinuxAbi.SIZEOF_SOCKADDR_IN6;

import dev.lvsd.net.InternetChecksum;
import dev.lvsd.net.IpAddress;
import dev.lvsd.net.MacAddress;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A packet with its IPv4 or IPv6 header and its destination, outside the heap and ready to be sent again and
/// again: only the identification of IPv4 counts up, from 1 as in keepalived, and it is signed anew where it is signed.
/// One from a virtual link-layer address has its Ethernet header, too, and goes out on a [FrameSocket].
public final class VrrpDatagram {
    private static final int IDENTIFICATION = 4;
    private static final int CHECKSUM = 10;
    private static final int DESTINATION = 16;
    private static final int DESTINATION6 = 24;
    private static final int ETHERNET_BYTES = 14;

    private final byte[] bytes;
    private final @Nullable PacketSeal seal;
    private final NativeBuffer packet;
    private final NativeBuffer address;
    private final boolean ipv6;
    /// Bytes of the Ethernet header before the packet, 0 for none.
    private final int head;
    private int identification;

    /// Copies a packet that begins with its IP header; the header's destination is where it goes.
    public VrrpDatagram(byte[] bytes) {
        this(bytes, null, null);
    }

    /// The same with a signature, and from a virtual link-layer address.
    ///
    /// @param seal null for none
    /// @param sender link-layer address that it comes from, to a multicast group; null for the interface's own
    public VrrpDatagram(byte[] bytes, @Nullable PacketSeal seal, @Nullable MacAddress sender) {
        this.bytes = bytes.clone();
        this.seal = seal;
        ipv6 = (bytes[0] & 0xf0) == 0x60;
        head = sender == null ? 0 : ETHERNET_BYTES;
        packet = new NativeBuffer(head + bytes.length);
        packet.bytes().order(ByteOrder.BIG_ENDIAN).put(head, bytes);
        if (sender != null) {
            byte[] to = ipv6
                    ? Arrays.copyOfRange(bytes, DESTINATION6, DESTINATION6 + 16)
                    : Arrays.copyOfRange(bytes, DESTINATION, DESTINATION + 4);
            packet.bytes()
                    .put(0, MacAddress.ofGroup(IpAddress.of(to)).bytes())
                    .put(6, sender.bytes())
                    .putShort(12, (short) (ipv6 ? ETH_P_IPV6 : ETH_P_IP));
        }
        if (ipv6) {
            address = new NativeBuffer(SIZEOF_SOCKADDR_IN6);
            address.bytes().putShort(0, (short) AF_INET6);
            address.bytes().put(OFFSETOF_SOCKADDR_IN6_SIN6_ADDR, bytes, DESTINATION6, 16);
        } else {
            address = new NativeBuffer(SIZEOF_SOCKADDR_IN);
            address.bytes().putShort(0, (short) AF_INET);
            address.bytes().put(OFFSETOF_SOCKADDR_IN_SIN_ADDR, bytes, DESTINATION, 4);
        }
    }

    /// Sends it on a raw socket of its family.
    ///
    /// @return 0, or the number of the error ([Errno#of])
    int sendOn(int socket) {
        renumber();
        long sent = LibC.sendto(
                socket, packet.address() + head, packet.size() - head, MSG_DONTWAIT, address.address(),
                address.size());
        return sent < 0 ? LibC.errno() : 0;
    }

    /// Sends it as a frame on a packet socket.
    ///
    /// @param link where it leaves: `struct sockaddr_ll`
    /// @return 0, or the number of the error; `ENETDOWN` for a packet without an Ethernet header, as there is for a
    ///     moment in a reload
    int frameOn(int socket, NativeBuffer link) {
        if (head == 0) {
            return Errno.ENETDOWN.number();
        }
        renumber();
        long sent = LibC.sendto(
                socket, packet.address(), packet.size(), MSG_DONTWAIT, link.address(), link.size());
        return sent < 0 ? LibC.errno() : 0;
    }

    /// Numbers an IPv4 packet anew, as 0 would make the kernel choose a number, and signs what is signed. The kernel
    /// fills in the header's checksum, but not of a frame.
    private void renumber() {
        identification = identification % 0xffff + 1;
        if (seal == null && head == 0) {
            if (!ipv6) {
                packet.bytes().putShort(IDENTIFICATION, (short) identification);
            }
            return;
        }
        if (!ipv6) {
            number(IDENTIFICATION, identification);
        }
        if (seal != null) {
            seal.seal(bytes);
        }
        if (head != 0 && !ipv6) {
            number(CHECKSUM, 0);
            number(CHECKSUM, InternetChecksum.of(bytes, 0, (bytes[0] & 0x0f) * 4));
        }
        packet.bytes().put(head, bytes);
    }

    private void number(int at, int value) {
        bytes[at] = (byte) (value >>> 8);
        bytes[at + 1] = (byte) value;
    }
}
