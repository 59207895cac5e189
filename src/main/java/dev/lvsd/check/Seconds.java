package dev.lvsd.check;

import java.math.BigDecimal;
import java.time.Duration;

/// Text of a duration in seconds, with no more digits than it takes: `3 s`, `0.25 s`.
public final class Seconds {
    private Seconds() {}

    /// The text of a duration that is not negative.
    public static String text(Duration duration) {
        BigDecimal nanos = BigDecimal.valueOf(duration.getNano(), 9);
        return BigDecimal.valueOf(duration.getSeconds()).add(nanos).stripTrailingZeros().toPlainString() + " s";
    }
}
