package dev.lvsd.linux;

import static dev.lvsd.linux.LinuxAbi.AF_PACKET;
import static dev.lvsd.linux.LinuxAbi.MSG_DONTWAIT;
import static dev.lvsd.linux.LinuxAbi.OFFSETOF_SOCKADDR_LL_SLL_IFINDEX;
import static dev.lvsd.linux.LinuxAbi.SIZEOF_SOCKADDR_LL;
import static dev.lvsd.linux.LinuxAbi.SOCK_CLOEXEC;
import static dev.lvsd.linux.LinuxAbi.SOCK_RAW;

/// Sends link-layer frames on any interface, and hears nothing (packet(7), protocol 0). Of one thread.
public final class PacketSocket implements FramePort {
    private static final int FRAME_BYTES = 1514;

    private final Descriptor descriptor;
    private final NativeBuffer frame = new NativeBuffer(FRAME_BYTES);
    private final NativeBuffer address = new NativeBuffer(SIZEOF_SOCKADDR_LL);

    private PacketSocket(Descriptor descriptor) {
        this.descriptor = descriptor;
        address.bytes().putShort(0, (short) AF_PACKET);
    }

    /// Opens a socket.
    public static PacketSocket open() throws LinuxException {
        return new PacketSocket(Descriptor.of(
                LibC.socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC, 0), "socket(AF_PACKET)", "all interfaces",
                "CAP_NET_RAW"));
    }

    @Override
    public int send(byte[] bytes, int interfaceIndex) {
        frame.bytes().put(0, bytes);
        address.bytes().putInt(OFFSETOF_SOCKADDR_LL_SLL_IFINDEX, interfaceIndex);
        long sent = LibC.sendto(
                descriptor.number(), frame.address(), bytes.length, MSG_DONTWAIT, address.address(),
                SIZEOF_SOCKADDR_LL);
        return sent < 0 ? LibC.errno() : 0;
    }

    @Override
    public void close() {
        descriptor.close();
    }
}
