package dev.lvsd.check;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Decides which checks that could not run earn a line in the log: the first one, and then one a minute that
/// says how many there were. A host out of file descriptors fails thousands of checks a second.
final class NotRunLog {
    /// Time between two lines.
    static final Duration INTERVAL = Duration.ofMinutes(1);

    private boolean quiet = true;
    private long lastNanos;
    private long unsaid;

    /// Takes one check that could not run.
    ///
    /// @param check the check's name
    /// @return the line to log, null for none
    synchronized @Nullable String line(CheckId check, String reason, long nowNanos) {
        if (!quiet && nowNanos - lastNanos < INTERVAL.toNanos()) {
            unsaid++;
            return null;
        }
        String others = unsaid == 0 ? "" : "; nor could " + unsaid + " others since the last message";
        quiet = false;
        lastNanos = nowNanos;
        unsaid = 0;
        return check + " could not run, its health stays as it was: " + reason + others;
    }
}
