package dev.lvsd.linux;

import static dev.lvsd.linux.LinuxAbi.AF_INET;
import static dev.lvsd.linux.LinuxAbi.AF_INET6;
import static dev.lvsd.linux.LinuxAbi.MSG_DONTWAIT;
import static dev.lvsd.linux.LinuxAbi.OFFSETOF_SOCKADDR_IN6_SIN6_ADDR;
import static dev.lvsd.linux.LinuxAbi.OFFSETOF_SOCKADDR_IN_SIN_ADDR;
import static dev.lvsd.linux.LinuxAbi.SIZEOF_SOCKADDR_IN;
import static dev.lvsd.linux.LinuxAbi.SIZEOF_SOCKADDR_IN6;

import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// A packet with its IPv4 or IPv6 header and its destination, outside the heap and ready to be sent again and
/// again: only the identification of IPv4 counts up, from 1 as in keepalived, and it is signed anew where it is signed.
public final class VrrpDatagram {
    private static final int IDENTIFICATION = 4;
    private static final int DESTINATION = 16;
    private static final int DESTINATION6 = 24;

    private final byte[] bytes;
    private final @Nullable PacketSeal seal;
    private final NativeBuffer packet;
    private final NativeBuffer address;
    private final boolean ipv6;
    private int identification;

    /// Copies a packet that begins with its IP header; the header's destination is where it goes.
    public VrrpDatagram(byte[] bytes) {
        this(bytes, null);
    }

    /// The same with a signature.
    ///
    /// @param seal null for none
    public VrrpDatagram(byte[] bytes, @Nullable PacketSeal seal) {
        this.bytes = bytes.clone();
        this.seal = seal;
        packet = new NativeBuffer(bytes.length);
        packet.bytes().order(ByteOrder.BIG_ENDIAN).put(0, bytes);
        ipv6 = (bytes[0] & 0xf0) == 0x60;
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
                socket, packet.address(), packet.size(), MSG_DONTWAIT, address.address(), address.size());
        return sent < 0 ? LibC.errno() : 0;
    }

    /// Numbers an IPv4 packet anew, as 0 would make the kernel choose a number, and signs what is signed.
    private void renumber() {
        identification = identification % 0xffff + 1;
        if (seal == null) {
            if (!ipv6) {
                packet.bytes().putShort(IDENTIFICATION, (short) identification);
            }
            return;
        }
        if (!ipv6) {
            bytes[IDENTIFICATION] = (byte) (identification >>> 8);
            bytes[IDENTIFICATION + 1] = (byte) identification;
        }
        seal.seal(bytes);
        packet.bytes().put(0, bytes);
    }
}
