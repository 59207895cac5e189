package dev.lvsd.orders;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// A weight on its way: in a straight line, a step a second.
///
/// @param from weight at the begin
/// @param to weight at the end
/// @param begin monotonic time
/// @param time how long it takes, more than 0
public record Ramp(int from, int to, long begin, Duration time) {
    private static final long STEP = TimeUnit.SECONDS.toNanos(1);

    /// The weight now.
    public int weight(long nowNanos) {
        long gone = Math.max(0, nowNanos - begin) / STEP * STEP;
        long all = time.toNanos();
        if (nowNanos - begin >= all) {
            return to;
        }
        return (int) (from + Math.round(((double) to - from) * gone / all));
    }

    /// Whether the end is reached.
    public boolean isOver(long nowNanos) {
        return nowNanos - begin >= time.toNanos();
    }

    /// Nanoseconds to the next step, more than 0 unless the ramp is over.
    public long untilNextStep(long nowNanos) {
        long gone = Math.max(0, nowNanos - begin);
        return Math.min(STEP - gone % STEP, time.toNanos() - gone);
    }
}
