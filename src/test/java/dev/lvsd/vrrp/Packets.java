package dev.lvsd.vrrp;

import java.util.HexFormat;

/// Packets that keepalived 2.2.7 sent, caught by tcpdump, but for one: IPv4 header and advert, from 10.77.0.1.
final class Packets {
    /// VRID 51, 1 s, no authentication, 10.77.0.100 and 10.77.0.101.
    static final byte[] V2 = hex("""
            45c0002c00010000ff70d0400a4d0001e0000012
            2133ff020001ca650a4d00640a4d00650000000000000000""");
    /// VRID 52, 1 s, password "1111", 10.77.0.102.
    static final byte[] V2_PASSWORD = hex("""
            45c0002800010000ff70d0440a4d0001e0000012
            2134ff01010171b30a4d00663131313100000000""");
    /// VRID 53, 100 ms, checksum with pseudo header, 10.77.0.103.
    static final byte[] V3 = hex("""
            45c0002000010000ff70d04c0a4d0001e0000012
            3135ff01000ada2d0a4d0067""");
    /// VRID 54, 500 ms, checksum of the message alone (RFC 9568, 5.2.8; by hand), 10.77.0.104.
    static final byte[] V3_MESSAGE_CHECKSUM = hex("""
            45c0002000010000ff70d04c0a4d0001e0000012
            3136ff010032c4e00a4d0068""");
    /// VRID 55, 1 s, checksum with pseudo header, to 10.77.0.2, 10.77.0.105.
    static final byte[] V3_UNICAST = hex("""
            45c0002000010000ff70a6100a4d00010a4d0002
            3137ff010064af930a4d0069""");

    private Packets() {}

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replaceAll("\\s", ""));
    }

    /// A copy with one byte changed.
    static byte[] with(byte[] packet, int at, int value) {
        byte[] copy = packet.clone();
        copy[at] = (byte) value;
        return copy;
    }

    /// A copy with one byte of the message changed, and the checksum corrected for it.
    static byte[] corrected(byte[] packet, int at, int value) {
        int shift = at % 2 == 0 ? 8 : 0;
        int difference = ((value & 0xff) - (packet[at] & 0xff)) << shift;
        int sum = (packet[26] & 0xff) << 8 | (packet[27] & 0xff);
        int next = Math.floorMod(sum - difference, 0xffff);
        byte[] copy = with(packet, at, value);
        copy[26] = (byte) (next >>> 8);
        copy[27] = (byte) next;
        return copy;
    }
}
