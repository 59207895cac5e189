package dev.lvsd.control;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that a virtual router tracks.
///
/// @param type `interface`, `script`, `process` or `file`
/// @param name of the block or the interface
/// @param state `up`, `down`, or `pending` before anything is known; a file is always up
/// @param number the number in a file, of a process how many run, otherwise null
/// @param weight what it does to the priority: `0` for a fault, `-20`, `10 reverse`
/// @param detail why the state is as it is: `exit status 1`
/// @param since wall-clock time of the last change between up and down, null where it is not known
/// @param how it is watched: `every 5.0 s as root`; null for an interface
/// @param runs what was counted of a script, otherwise null
public record TrackedSnapshot(
        String type,
        String name,
        String state,
        @Nullable Long number,
        String weight,
        String detail,
        @Nullable Instant since,
        @Nullable String how,
        @Nullable Runs runs) {

    /// Runs of a script since it is tracked.
    ///
    /// @param ended however
    /// @param failed those that were no success
    /// @param timedOut those that were ended at their limit
    /// @param notRun those that could not be started
    /// @param skipped ticks at which the run before had not ended
    /// @param lastDuration how long the last run took, in seconds
    public record Runs(long ended, long failed, long timedOut, long notRun, long skipped, Duration lastDuration) {}
}
