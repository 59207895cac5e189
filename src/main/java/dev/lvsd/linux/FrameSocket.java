package dev.lvsd.linux;

import static dev.lvsd.linux.LinuxAbi.AF_PACKET;
import static dev.lvsd.linux.LinuxAbi.OFFSETOF_SOCKADDR_LL_SLL_IFINDEX;
import static dev.lvsd.linux.LinuxAbi.SIZEOF_SOCKADDR_LL;

/// Sends adverts from virtual link-layer addresses: as frames on one interface, whatever becomes of the interface that
/// has such an address. It hears nothing (packet(7), protocol 0). Of one thread; sending never waits and allocates
/// nothing.
public final class FrameSocket extends AdvertSocket {
    private final NativeBuffer link = new NativeBuffer(SIZEOF_SOCKADDR_LL);

    private FrameSocket(RawSocket socket, int interfaceIndex) {
        super(socket);
        link.bytes().putShort(0, (short) AF_PACKET).putInt(OFFSETOF_SOCKADDR_LL_SLL_IFINDEX, interfaceIndex);
    }

    /// Opens a socket.
    ///
    /// @param interfaceIndex the kernel's number of the interface
    /// @param interfaceName its name
    public static FrameSocket open(int interfaceIndex, String interfaceName) throws LinuxException {
        return new FrameSocket(RawSocket.open(AF_PACKET, 0, interfaceName), interfaceIndex);
    }

    @Override
    public int receive(byte[] packet) {
        return NOTHING;
    }

    @Override
    public int send(VrrpDatagram datagram) {
        return datagram.frameOn(socket.number(), link);
    }
}
