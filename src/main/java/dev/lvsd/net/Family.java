package dev.lvsd.net;

/// Address family of a packet, an address or an IPVS entry.
public enum Family {
    /// IPv4: four bytes.
    IPV4(2, 4),
    /// IPv6: sixteen bytes.
    IPV6(10, 16);

    private final int number;
    private final int bytes;

    Family(int number, int bytes) {
        this.number = number;
        this.bytes = bytes;
    }

    /// `AF_INET` or `AF_INET6` of `<bits/socket.h>`, as the kernel's interfaces carry it.
    public int number() {
        return number;
    }

    /// Length of an address in bytes.
    public int bytes() {
        return bytes;
    }

    /// Length of an address in bits, which is the longest prefix length.
    public int bits() {
        return bytes * 8;
    }
}
