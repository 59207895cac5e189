package dev.lvsd.net;

import java.math.BigInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Addresses of one family that follow each other, both ends among them.
///
/// @param first the lowest
/// @param last the highest
public record AddressRange(IpAddress first, IpAddress last) {
    /// Checks the order.
    public AddressRange {
        if (first.family() != last.family() || first.compareTo(last) > 0) {
            throw new IllegalArgumentException(first + " to " + last + " is no range");
        }
    }

    /// All addresses of a network, its first and its last among them; null where host bits are set.
    public static @Nullable AddressRange of(Prefix network) {
        BigInteger first = number(network.address());
        BigInteger hosts = BigInteger.ONE
                .shiftLeft(network.address().family().bits() - network.length())
                .subtract(BigInteger.ONE);
        return first.and(hosts).signum() != 0 ? null
                : new AddressRange(network.address(), address(first.or(hosts), network.address().family()));
    }

    /// How many addresses these are, [Long#MAX_VALUE] where they are more.
    public long size() {
        BigInteger size = number(last).subtract(number(first)).add(BigInteger.ONE);
        return size.bitLength() < Long.SIZE ? size.longValueExact() : Long.MAX_VALUE;
    }

    /// The addresses in their order.
    public Stream<IpAddress> addresses() {
        BigInteger start = number(first);
        long size = size();
        return Stream.iterate(0L, i -> i < size, i -> i + 1)
                .map(i -> address(start.add(BigInteger.valueOf(i)), first.family()));
    }

    private static BigInteger number(IpAddress address) {
        return new BigInteger(1, address.bytes());
    }

    private static IpAddress address(BigInteger number, Family family) {
        byte[] bytes = new byte[family.bytes()];
        byte[] digits = number.toByteArray();
        int length = Math.min(digits.length, bytes.length);
        System.arraycopy(digits, digits.length - length, bytes, bytes.length - length, length);
        return IpAddress.of(bytes);
    }

    @Override
    public String toString() {
        return first.equals(last) ? first.toString() : first + "-" + last;
    }
}
