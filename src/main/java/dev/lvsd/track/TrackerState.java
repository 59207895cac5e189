package dev.lvsd.track;

/// The state of a tracked thing.
///
/// @param level whether it is up
/// @param number of a file: the number in it; of a process: how many run; otherwise 0
/// @param detail for the log and the status: `exit status 1`
public record TrackerState(Level level, long number, String detail) {
    /// Nothing is known yet.
    public static final TrackerState PENDING = new TrackerState(Level.PENDING, 0, "no result yet");

    /// Whether a thing is up.
    public enum Level {
        /// It is as it should be; a file always is.
        UP,
        /// It is not.
        DOWN,
        /// Nothing is known yet.
        PENDING
    }

    /// Up, without a number.
    public static TrackerState up(String detail) {
        return new TrackerState(Level.UP, 0, detail);
    }

    /// Down, without a number.
    public static TrackerState down(String detail) {
        return new TrackerState(Level.DOWN, 0, detail);
    }

    /// Whether another state means the same for a virtual router.
    boolean counts(TrackerState other) {
        return level == other.level && number == other.number;
    }
}
