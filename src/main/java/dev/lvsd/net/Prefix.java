package dev.lvsd.net;

/// An address with the length of its network's prefix, as `ip address add` takes it: `10.9.0.100/24`.
/// The host bits are kept.
///
/// @param address the address itself, not the network's
/// @param length bits of the network: 0 to 32 for IPv4, 0 to 128 for IPv6
public record Prefix(IpAddress address, int length) {
    /// Checks the length against the family.
    public Prefix {
        if (length < 0 || length > address.family().bits()) {
            throw new IllegalArgumentException("prefix length " + length + " of " + address + " is not in 0.."
                    + address.family().bits());
        }
    }

    /// The address alone, as /32 or /128.
    public static Prefix host(IpAddress address) {
        return new Prefix(address, address.family().bits());
    }

    /// Whether an address of the same family lies in this network.
    public boolean contains(IpAddress other) {
        return switch (address) {
            case IpAddress.V4(int bits) -> other instanceof IpAddress.V4(int others)
                    && (length == 0 || (bits ^ others) >>> (32 - length) == 0);
            case IpAddress.V6(long high, long low) -> other instanceof IpAddress.V6(long otherHigh, long otherLow)
                    && same(high ^ otherHigh, Math.min(length, 64))
                    && same(low ^ otherLow, Math.max(length - 64, 0));
        };
    }

    private static boolean same(long difference, int bits) {
        return bits == 0 || difference >>> (64 - bits) == 0;
    }

    @Override
    public String toString() {
        return address + "/" + length;
    }
}
