package dev.lvsd.net;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// A 48-bit link-layer address.
///
/// @param bits the address in network byte order, in the low 48 bits
public record MacAddress(long bits) {
    /// `ff:ff:ff:ff:ff:ff`.
    public static final MacAddress BROADCAST = new MacAddress(0xffff_ffff_ffffL);

    /// Checks that no bit above the 48th is set.
    public MacAddress {
        if (bits >>> 48 != 0) {
            throw new IllegalArgumentException("more than 48 bits: 0x" + Long.toHexString(bits));
        }
    }

    /// The address of six bytes in network byte order.
    ///
    /// @throws IllegalArgumentException for any other number of bytes
    public static MacAddress of(byte[] bytes) {
        if (bytes.length != 6) {
            throw new IllegalArgumentException(bytes.length + " bytes are no MAC address");
        }
        long value = 0;
        for (byte b : bytes) {
            value = value << 8 | (b & 0xff);
        }
        return new MacAddress(value);
    }

    /// The address to which packets for a multicast group go (RFC 1112, 6.4: the last 23 bits of the group; RFC 2464,
    /// 7: the last 32).
    public static MacAddress ofGroup(IpAddress group) {
        return switch (group) {
            case IpAddress.V4(int bits) -> new MacAddress(0x0100_5e00_0000L | (bits & 0x7f_ffff));
            case IpAddress.V6(long _, long low) -> new MacAddress(0x3333_0000_0000L | (low & 0xffff_ffffL));
        };
    }

    /// The address of a text, six bytes in hexadecimal with colons between them; null for any other text.
    public static @Nullable MacAddress parse(String text) {
        if (!text.matches("\\p{XDigit}{1,2}(:\\p{XDigit}{1,2}){5}")) {
            return null;
        }
        long value = 0;
        for (String octet : text.split(":", -1)) {
            value = value << 8 | Integer.parseInt(octet, 16);
        }
        return new MacAddress(value);
    }

    /// Whether frames to it are for many.
    public boolean isMulticast() {
        return (bits >>> 40 & 1) != 0;
    }

    /// The address in network byte order: a new array of six bytes.
    public byte[] bytes() {
        byte[] bytes = new byte[6];
        for (int i = 0; i < 6; i++) {
            bytes[i] = (byte) (bits >>> (40 - 8 * i));
        }
        return bytes;
    }

    @Override
    public String toString() {
        return HexFormat.ofDelimiter(":").formatHex(bytes());
    }
}
