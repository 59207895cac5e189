package dev.lvsd.cli;

import java.time.Duration;
import java.time.Instant;

/// A time span in the two largest of its units: `12s`, `3m12s`, `2h13m`, `5d3h`.
final class Elapsed {
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private Elapsed() {}

    /// The span between two moments; `0s` where the clock was set back between them.
    static String between(Instant from, Instant to) {
        return text(Duration.between(from, to));
    }

    /// The text of a span; a negative one is `0s`.
    static String text(Duration span) {
        long seconds = Math.max(0, span.toSeconds());
        if (seconds < MINUTE) {
            return seconds + "s";
        }
        if (seconds < HOUR) {
            return two(seconds, MINUTE, "m", 1, "s");
        }
        return seconds < DAY ? two(seconds, HOUR, "h", MINUTE, "m") : two(seconds, DAY, "d", HOUR, "h");
    }

    private static String two(long seconds, long large, String largeUnit, long small, String smallUnit) {
        return seconds / large + largeUnit + seconds % large / small + smallUnit;
    }
}
