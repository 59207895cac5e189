package dev.lvsd.ipvs.reconciler;

import java.util.HashSet;
import java.util.Set;

/// Failures of the table as a whole: each reason is told once until the table has worked for a while. Belongs to one
/// thread; times are nanoseconds of one monotonic clock.
final class Outage {
    /// So long it must work before that is said, in nanoseconds.
    static final long SETTLED = 10_000_000_000L;
    /// Different reasons that are told of one outage.
    private static final int REASONS = 5;

    private final Set<String> told = new HashSet<>();
    private long untold;
    private boolean working;
    private long workingSince;

    /// It failed.
    ///
    /// @return whether to tell it
    boolean failed(String reason) {
        working = false;
        if (told.size() < REASONS && told.add(reason)) {
            return true;
        }
        untold++;
        return false;
    }

    /// It was read, and has answered all that was asked of it.
    ///
    /// @return whether to tell that it works again
    boolean worked(long nowNanos) {
        if (told.isEmpty()) {
            return false;
        }
        if (!working) {
            working = true;
            workingSince = nowNanos;
        }
        if (nowNanos - workingSince < SETTLED) {
            return false;
        }
        told.clear();
        return true;
    }

    /// Failures that were not told since this was asked the last time.
    long untold() {
        long count = untold;
        untold = 0;
        return count;
    }
}
