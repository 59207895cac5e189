package dev.lvsd.net;

import java.util.HexFormat;

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
