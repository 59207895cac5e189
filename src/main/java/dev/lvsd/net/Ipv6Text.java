package dev.lvsd.net;

import java.util.HexFormat;

/// The text of an IPv6 address in the canonical form of RFC 5952: lower case, no leading zeros, the
/// longest run of two or more zero groups (the first of equals) as `::`.
final class Ipv6Text {
    private static final HexFormat HEX = HexFormat.of();
    private static final int GROUPS = 8;

    private Ipv6Text() {}

    static String of(long high, long low) {
        int[] groups = new int[GROUPS];
        for (int i = 0; i < 4; i++) {
            groups[i] = (int) (high >>> (48 - 16 * i)) & 0xffff;
            groups[i + 4] = (int) (low >>> (48 - 16 * i)) & 0xffff;
        }
        int start = -1;
        int length = 1;
        for (int i = 0; i < GROUPS; i++) {
            int run = zeros(groups, i);
            if (run > length) {
                start = i;
                length = run;
            }
        }
        if (start < 0) {
            return join(groups, 0, GROUPS);
        }
        return join(groups, 0, start) + "::" + join(groups, start + length, GROUPS);
    }

    private static int zeros(int[] groups, int from) {
        int end = from;
        while (end < GROUPS && groups[end] == 0) {
            end++;
        }
        return end - from;
    }

    private static String join(int[] groups, int from, int to) {
        StringBuilder text = new StringBuilder(40);
        for (int i = from; i < to; i++) {
            if (i > from) {
                text.append(':');
            }
            String digits = HEX.toHexDigits((short) groups[i]);
            int zeros = 0;
            while (zeros < 3 && digits.charAt(zeros) == '0') {
                zeros++;
            }
            text.append(digits, zeros, 4);
        }
        return text.toString();
    }
}
