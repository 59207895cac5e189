package dev.lvsd.cli;

/// A number in at most five characters, the sixth and later digits cut off: `99999`, `123K`, `4567M`.
final class Amount {
    private static final String UNITS = "KMGTPE";
    private static final long MOST = 99_999;

    private Amount() {}

    static String of(long number) {
        if (Long.compareUnsigned(number, MOST) <= 0) {
            return Long.toString(number);
        }
        long value = number;
        int unit = -1;
        do {
            value = Long.divideUnsigned(value, 1000);
            unit++;
        } while (value > MOST / 10);
        return Long.toString(value) + UNITS.charAt(unit);
    }
}
