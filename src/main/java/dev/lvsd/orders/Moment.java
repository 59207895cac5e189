package dev.lvsd.orders;

import java.time.Duration;
import java.time.Instant;

/// One moment by both clocks. What people are told and what must survive a restart is kept by the wall clock; what is
/// waited for, by the monotonic one, so that a step of the wall clock shortens nothing.
///
/// @param nanos of `System.nanoTime`
/// @param wall the wall clock
public record Moment(long nanos, Instant wall) {
    /// So far away that nobody waits for it.
    private static final Duration FAR = Duration.ofDays(36_500);

    /// The monotonic time at which the wall clock shows an instant if nobody sets it; a hundred years at most.
    public long nanosAt(Instant instant) {
        Duration left = Duration.between(wall, instant);
        if (left.compareTo(FAR) > 0) {
            left = FAR;
        } else if (left.compareTo(FAR.negated()) < 0) {
            left = FAR.negated();
        }
        return nanos + left.toNanos();
    }

    /// The instant some time after another; a hundred years at most.
    public static Instant after(Instant begin, Duration time) {
        return begin.plus(time.compareTo(FAR) > 0 ? FAR : time);
    }
}
