package dev.lvsd.netlink;

import dev.lvsd.linux.LinuxException;
import dev.lvsd.linux.NetlinkSocket;

/// The kernel's end of netlink, over a socket.
///
/// @param socket to the kernel; closed with this
public record KernelTransport(NetlinkSocket socket) implements NetlinkTransport {
    /// Room for the errors of a whole batch, should all of its requests fail.
    private static final int BUFFER_BYTES = 4 << 20;

    /// The end of a dump comes in a datagram of its own; a longer one has many.
    private static final int AHEAD = 4;

    /// Opens a socket of a family.
    ///
    /// @param protocol [NetlinkAbi#NETLINK_ROUTE] or [NetlinkAbi#NETLINK_GENERIC]
    public static KernelTransport open(int protocol) throws LinuxException {
        return new KernelTransport(NetlinkSocket.open(protocol, BUFFER_BYTES, AHEAD));
    }

    @Override
    public void send(byte[] bytes, int offset, int length) throws LinuxException {
        socket.send(bytes, offset, length);
    }

    @Override
    public int receive(byte[] into, long timeoutNanos) throws LinuxException {
        return socket.receive(into, timeoutNanos);
    }

    @Override
    public int receiveBufferBytes() throws LinuxException {
        return socket.receiveBufferBytes();
    }

    @Override
    public void close() {
        socket.close();
    }
}
