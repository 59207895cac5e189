package dev.lvsd.track;

/// What was counted of a script since it is tracked.
///
/// @param runs that ended, however
/// @param failures those of them that were no success
/// @param timeouts those of them that were ended at their limit
/// @param notRun those of them that could not be started
/// @param skipped ticks at which the run before had not ended
/// @param lastNanos how long the last run took
public record ScriptCounts(long runs, long failures, long timeouts, long notRun, long skipped, long lastNanos) {
    /// Nothing yet.
    public static final ScriptCounts ZERO = new ScriptCounts(0, 0, 0, 0, 0, 0);
}
