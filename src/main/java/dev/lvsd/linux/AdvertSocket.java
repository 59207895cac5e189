package dev.lvsd.linux;

/// What the sockets of adverts have in common: a raw socket, on which packets go out as they are. Of one thread;
/// sending never waits and allocates nothing.
abstract sealed class AdvertSocket implements AdvertPort permits VrrpSocket, VrrpSocket6, FrameSocket {
    /// Owned by this object.
    final RawSocket socket;

    AdvertSocket(RawSocket socket) {
        this.socket = socket;
    }

    @Override
    public int send(VrrpDatagram datagram) {
        return datagram.sendOn(socket.number());
    }

    @Override
    public final int descriptor() {
        return socket.number();
    }

    @Override
    public final void close() {
        socket.close();
    }

    /// Where it listens, or where frames go: an interface's name, or `all interfaces`.
    @Override
    public final String toString() {
        return socket.toString();
    }
}
