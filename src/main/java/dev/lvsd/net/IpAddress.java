package dev.lvsd.net;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/// An IPv4 or IPv6 address as a number. Addresses order by family, then as unsigned numbers in
/// network byte order: the order in which VRRP decides between equal priorities (RFC 9568, 6.4.3).
public sealed interface IpAddress extends Comparable<IpAddress> permits IpAddress.V4, IpAddress.V6 {
    /// What the JDK takes for an IPv6 address without a zone.
    int NO_SCOPE = -1;

    /// An IPv4 address.
    ///
    /// @param bits the address in network byte order, the first octet in the highest byte
    record V4(int bits) implements IpAddress {
        @Override
        public Family family() {
            return Family.IPV4;
        }

        @Override
        public byte[] bytes() {
            return new byte[] {
                (byte) (bits >>> 24), (byte) (bits >>> 16), (byte) (bits >>> 8), (byte) bits
            };
        }

        @Override
        public String toString() {
            return Ipv4Text.of(bits);
        }
    }

    /// An IPv6 address without a zone.
    ///
    /// @param high the first eight octets
    /// @param low the last eight octets
    record V6(long high, long low) implements IpAddress {
        @Override
        public Family family() {
            return Family.IPV6;
        }

        @Override
        public byte[] bytes() {
            byte[] bytes = new byte[16];
            for (int i = 0; i < 8; i++) {
                bytes[i] = (byte) (high >>> (56 - 8 * i));
                bytes[i + 8] = (byte) (low >>> (56 - 8 * i));
            }
            return bytes;
        }

        @Override
        public String toString() {
            return Ipv6Text.of(high, low);
        }
    }

    /// The family of this address.
    Family family();

    /// The address in network byte order: a new array of 4 or 16 bytes.
    byte[] bytes();

    /// Reads an address literal: `192.0.2.1` or `2001:db8::1`; never asks a name server. An IPv4-mapped literal
    /// (`::ffff:192.0.2.1`) is an IPv6 address, as it is for `inet_pton(3)`; the JDK makes it IPv4.
    ///
    /// @return the address, or null where the text is no literal of either family; a zone
    ///     (`fe80::1%eth0`), the short forms of IPv4 (`10.1`) and leading zeros in it (`10.0.0.01`) are no literals
    static @Nullable IpAddress parse(String text) {
        if (text.indexOf(':') >= 0) {
            return Ipv6Text.parse(text);
        }
        long bits = Ipv4Text.parse(text);
        return bits < 0 ? null : new V4((int) bits);
    }

    /// The address of a literal that the caller knows to be right: a constant, or a checked text.
    ///
    /// @throws IllegalArgumentException where it is no literal
    static IpAddress of(String literal) {
        IpAddress address = parse(literal);
        if (address == null) {
            throw new IllegalArgumentException("not an IP address: " + literal);
        }
        return address;
    }

    /// The address of the JDK's form of it, in the family of that form.
    static IpAddress of(InetAddress address) {
        return of(address.getAddress());
    }

    /// The address of 4 or 16 bytes in network byte order.
    ///
    /// @throws IllegalArgumentException for any other number of bytes
    static IpAddress of(byte[] bytes) {
        return switch (bytes.length) {
            case 4 -> new V4((int) number(bytes, 0, 4));
            case 16 -> new V6(number(bytes, 0, 8), number(bytes, 8, 8));
            default -> throw new IllegalArgumentException(bytes.length + " bytes are no IP address");
        };
    }

    /// The JDK's form of this address, in the same family, IPv4-mapped addresses too.
    default InetAddress toInetAddress() {
        try {
            return switch (this) {
                case V4 _ -> InetAddress.getByAddress(bytes());
                case V6 _ -> Inet6Address.getByAddress(null, bytes(), NO_SCOPE);
            };
        } catch (UnknownHostException e) {
            throw new AssertionError("4 and 16 bytes are always an address", e);
        }
    }

    /// Whether this is a multicast group: 224.0.0.0/4 or ff00::/8.
    default boolean isMulticast() {
        return switch (this) {
            case V4(int bits) -> bits >>> 28 == 0xe;
            case V6(long high, _) -> high >>> 56 == 0xff;
        };
    }

    /// Whether this address is of one link only: 169.254.0.0/16 or fe80::/10.
    default boolean isLinkLocal() {
        return switch (this) {
            case V4(int bits) -> bits >>> 16 == 0xa9fe;
            case V6(long high, _) -> high >>> 54 == 0x3fa;
        };
    }

    @Override
    default int compareTo(IpAddress other) {
        return switch (this) {
            case V4(int bits) -> other instanceof V4(int others) ? Integer.compareUnsigned(bits, others) : -1;
            case V6(long high, long low) -> {
                if (!(other instanceof V6(long otherHigh, long otherLow))) {
                    yield 1;
                }
                int order = Long.compareUnsigned(high, otherHigh);
                yield order != 0 ? order : Long.compareUnsigned(low, otherLow);
            }
        };
    }

    private static long number(byte[] bytes, int from, int count) {
        long value = 0;
        for (int i = from; i < from + count; i++) {
            value = value << 8 | (bytes[i] & 0xff);
        }
        return value;
    }
}
