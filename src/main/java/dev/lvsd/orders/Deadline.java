package dev.lvsd.orders;

import java.time.Instant;

/// When something ends at the latest.
///
/// @param at by the wall clock, for people and for the next start
/// @param nanos by the monotonic clock, which counts
public record Deadline(Instant at, long nanos) {
    /// The deadline at an instant.
    public static Deadline at(Instant at, Moment now) {
        return new Deadline(at, now.nanosAt(at));
    }

    /// Nanoseconds left, 0 or less where it is over.
    public long left(long nowNanos) {
        return nanos - nowNanos;
    }
}
