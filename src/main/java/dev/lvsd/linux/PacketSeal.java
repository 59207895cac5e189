package dev.lvsd.linux;

/// Signs a packet that has its final identification, just before it is sent.
public interface PacketSeal {
    /// Changes a packet, but not its length and not its IPv4 header.
    void seal(byte[] packet);
}
