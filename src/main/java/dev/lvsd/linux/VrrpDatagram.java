package dev.lvsd.linux;

import static dev.lvsd.linux.LinuxAbi.AF_INET;
import static dev.lvsd.linux.LinuxAbi.OFFSETOF_SOCKADDR_IN_SIN_ADDR;
import static dev.lvsd.linux.LinuxAbi.SIZEOF_SOCKADDR_IN;

import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// An IPv4 packet with its header and its destination, outside the heap and ready to be sent again and
/// again: only its identification counts up, from 1 as in keepalived, and it is signed anew where it is signed.
public final class VrrpDatagram {
    private static final int IDENTIFICATION = 4;
    private static final int DESTINATION = 16;

    private final byte[] bytes;
    private final @Nullable PacketSeal seal;
    private final NativeBuffer packet;
    private final NativeBuffer address = new NativeBuffer(SIZEOF_SOCKADDR_IN);
    private int identification;

    /// Copies a packet that begins with its IPv4 header; the header's destination is where it goes.
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
        address.bytes().putShort(0, (short) AF_INET);
        address.bytes().put(OFFSETOF_SOCKADDR_IN_SIN_ADDR, bytes, DESTINATION, 4);
    }

    /// Numbers the packet anew and signs it; 0 would make the kernel choose a number.
    void renumber() {
        identification = identification % 0xffff + 1;
        if (seal == null) {
            packet.bytes().putShort(IDENTIFICATION, (short) identification);
            return;
        }
        bytes[IDENTIFICATION] = (byte) (identification >>> 8);
        bytes[IDENTIFICATION + 1] = (byte) identification;
        seal.seal(bytes);
        packet.bytes().put(0, bytes);
    }

    NativeBuffer packet() {
        return packet;
    }

    NativeBuffer address() {
        return address;
    }
}
