package dev.lvsd.net;

/// The text of an IPv4 address: four decimal numbers without leading zeros, as `inet_pton(3)` reads it.
final class Ipv4Text {
    private Ipv4Text() {}

    static String of(int bits) {
        return (bits >>> 24) + "." + ((bits >>> 16) & 255) + "." + ((bits >>> 8) & 255) + "." + (bits & 255);
    }

    /// Reads an address.
    ///
    /// @return the address in network byte order in the low 32 bits, -1 where the text is none
    static long parse(String text) {
        long bits = 0;
        int at = 0;
        for (int octet = 0; octet < 4; octet++) {
            int end = octet == 3 ? text.length() : text.indexOf('.', at);
            int value = end < 0 ? -1 : octet(text, at, end);
            if (value < 0) {
                return -1;
            }
            bits = bits << 8 | value;
            at = end + 1;
        }
        return bits;
    }

    private static int octet(String text, int from, int to) {
        if (to <= from || to - from > 3 || (to - from > 1 && text.charAt(from) == '0')) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value <= 255 ? value : -1;
    }
}
