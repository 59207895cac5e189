package dev.lvsd.linux;

/// Where packets of VRRP come in and go out, with their IPv4 or IPv6 header. Of one thread; nothing waits.
public interface AdvertPort extends AutoCloseable {
    /// What [#receive] returns when no packet waits.
    int NOTHING = -1;

    /// Takes the next packet that waits.
    ///
    /// @param packet receives it, from its IP header on; what does not fit is cut off
    /// @return its length, or [#NOTHING]; an error of the interface counts as nothing
    int receive(byte[] packet);

    /// Sends a packet.
    ///
    /// @return 0, or the number of the error ([Errno#of])
    int send(VrrpDatagram datagram);

    /// Descriptor for [Poll], readable when a packet waits; owned by this object.
    int descriptor();

    @Override
    void close();
}
