package dev.lvsd.net;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// The text of an IPv6 address: read in all forms of RFC 4291, 2.2, written in the canonical form of RFC 5952:
/// lower case, no leading zeros, the longest run of two or more zero groups (the first of equals) as `::`,
/// and an IPv4-mapped address with its IPv4 part in decimal.
final class Ipv6Text {
    private static final int GROUPS = 8;
    private static final long MAPPED = 0xffff;

    private Ipv6Text() {}

    static String of(long high, long low) {
        if (high == 0 && low >>> 32 == MAPPED) {
            return "::ffff:" + Ipv4Text.of((int) low);
        }
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
            text.append(Integer.toHexString(groups[i]));
        }
        return text.toString();
    }

    /// Reads an address.
    ///
    /// @return the address, null where the text is none
    static IpAddress.@Nullable V6 parse(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            int[] all = groups(text, true);
            return all != null && all.length == GROUPS ? address(all) : null;
        }
        int[] head = groups(text.substring(0, gap), false);
        int[] tail = groups(text.substring(gap + 2), true);
        if (head == null || tail == null || head.length + tail.length >= GROUPS) {
            return null;
        }
        int[] all = new int[GROUPS];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(tail, 0, all, GROUPS - tail.length, tail.length);
        return address(all);
    }

    /// The groups of one side of `::`.
    ///
    /// @param last whether the text may end in an IPv4 address, which counts as two groups
    /// @return the groups, none for the empty text, null where the text is wrong
    private static int @Nullable [] groups(String text, boolean last) {
        if (text.isEmpty()) {
            return new int[0];
        }
        String[] pieces = text.split(":", -1);
        if (pieces.length > GROUPS) {
            return null;
        }
        boolean decimal = last && pieces[pieces.length - 1].indexOf('.') >= 0;
        int[] groups = new int[pieces.length + (decimal ? 1 : 0)];
        int hexadecimal = decimal ? pieces.length - 1 : pieces.length;
        for (int i = 0; i < hexadecimal; i++) {
            groups[i] = group(pieces[i]);
            if (groups[i] < 0) {
                return null;
            }
        }
        if (decimal) {
            long bits = Ipv4Text.parse(pieces[hexadecimal]);
            if (bits < 0) {
                return null;
            }
            groups[hexadecimal] = (int) (bits >>> 16);
            groups[hexadecimal + 1] = (int) bits & 0xffff;
        }
        return groups;
    }

    private static int group(String piece) {
        if (piece.isEmpty() || piece.length() > 4 || !piece.chars().allMatch(HexFormat::isHexDigit)) {
            return -1;
        }
        return HexFormat.fromHexDigits(piece);
    }

    private static IpAddress.V6 address(int[] groups) {
        long high = 0;
        long low = 0;
        for (int i = 0; i < 4; i++) {
            high = high << 16 | groups[i];
            low = low << 16 | groups[i + 4];
        }
        return new IpAddress.V6(high, low);
    }
}
