package dev.lvsd.vrrp;

import java.util.HexFormat;

/// Packets that keepalived 2.2.7 sent, caught by tcpdump, but for one: IP header and advert, from 10.77.0.1 or fe80::1.
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

    /// VRID 61, 1 s, fe80::61 and 2001:db8::61. The flow label is the kernel's.
    static final byte[] V6 = hex("""
            6c0952bb002870fffe800000000000000000000000000001ff020000000000000000000000000012
            313dff020064a430fe80000000000000000000000000006120010db8000000000000000000000061""");
    /// VRID 62, 1 s, from 2001:db8::1 to 2001:db8::2 with hop limit 64, 2001:db8::62.
    static final byte[] V6_UNICAST = hex("""
            6c0461eb0018704020010db800000000000000000000000120010db8000000000000000000000002
            313eff010064454320010db8000000000000000000000062""");
    /// VRID 56, priority 100, 1 s, authentication header with sequence number 7 and the key "1111", 10.77.0.106.
    /// Computed by a Python script from RFC 2402 and RFC 2403, as are the next three.
    static final byte[] HEADER = hex("""
            45c0004000030000ff33d0670a4d0001e0000012
            700400000a4d000100000007711a4e0df2232fdca8068b87
            2138640102016e0e0a4d006a0000000000000000""");
    /// The same to 10.77.0.2: the time to live does not count.
    static final byte[] HEADER_UNICAST = hex("""
            45c0004000030000ff33a62b0a4d00010a4d0002
            700400000a4d0001000000076fa4011e20a3ac6a3623c9e1
            2138640102016e0e0a4d006a0000000000000000""");
    /// VRID 51, priority 200, 1 s, 192.0.2.100, from 198.51.100.10, checksum of the message alone; signed with the
    /// bytes 0 to 31 as key 1, sequence number 6800000080000000. The example of draft-cassen-vrrp-auth-hmac, and what
    /// Python makes of the draft's text; no keepalived that Debian 12 packages speaks it.
    static final byte[] TRAILER = hex("""
            45c0003c00010000ff70b040c633640ae0000012
            3133c80100644402c0000264
            0101000068000000800000001b84bc4e8e43892dc6d98448f8ee2265""");
    /// Version 2, VRID 57, priority 100, 1 s, 10.77.0.107; signed with the bytes 0 to 63 as key 2, the same number.
    static final byte[] TRAILER_V2 = hex("""
            45c0004400010000ff70d0280a4d0001e0000012
            213964010001700c0a4d006b0000000000000000
            010200006800000080000000f586cb98df670c29a0b35bced3c3efab""");

    /// VRID 51, priority 200, 1 s, fe80::100, from fe80::1; signed as TRAILER. Computed by a Python script.
    static final byte[] TRAILER_V6 = hex("""
            6c000000003470fffe800000000000000000000000000001ff020000000000000000000000000012
            3133c801006408c7fe800000000000000000000000000100
            010100006800000080000000645bc819c6465b15bfe0d3994cd138f3""");

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
        int checksum = (packet[0] & 0xf0) == 0x60 ? 46 : 26;
        int shift = at % 2 == 0 ? 8 : 0;
        int difference = ((value & 0xff) - (packet[at] & 0xff)) << shift;
        int sum = (packet[checksum] & 0xff) << 8 | (packet[checksum + 1] & 0xff);
        int next = Math.floorMod(sum - difference, 0xffff);
        byte[] copy = with(packet, at, value);
        copy[checksum] = (byte) (next >>> 8);
        copy[checksum + 1] = (byte) next;
        return copy;
    }
}
