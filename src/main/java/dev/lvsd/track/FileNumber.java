package dev.lvsd.track;

import org.jspecify.annotations.Nullable;

/// The number at the beginning of a file, as `strtol(3)` with base 0 reads it: decimal, hexadecimal behind `0x`, octal
/// behind `0`; what follows does not count, and where no number is it is 0.
final class FileNumber {
    /// Bytes of a file that are looked at.
    static final int BYTES = 127;

    private FileNumber() {}

    /// The number of a text.
    ///
    /// @return null where it has more than 32 bits: such a number is ignored
    static @Nullable Long of(String text) {
        String rest = text.strip();
        boolean negative = rest.startsWith("-");
        if (negative || rest.startsWith("+")) {
            rest = rest.substring(1);
        }
        int base = 10;
        if (rest.length() > 2 && rest.regionMatches(true, 0, "0x", 0, 2) && Character.digit(rest.charAt(2), 16) >= 0) {
            base = 16;
            rest = rest.substring(2);
        } else if (rest.startsWith("0")) {
            base = 8;
        }
        long value = 0;
        for (int i = 0; i < rest.length() && Character.digit(rest.charAt(i), base) >= 0; i++) {
            value = value * base + Character.digit(rest.charAt(i), base);
            if (value > Integer.MAX_VALUE + 1L) {
                return null;
            }
        }
        return negative ? -value : value;
    }
}
