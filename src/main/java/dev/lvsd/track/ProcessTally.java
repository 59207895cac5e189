package dev.lvsd.track;

import dev.lvsd.config.TrackedProcess;
import org.jspecify.annotations.Nullable;

/// Up or down by the number of processes: up while it is between quorum and maximum. A change must last: what starts
/// made, the fork delay, what ends made, the terminate delay. Confined to one thread.
final class ProcessTally {
    /// No change waits.
    static final long NEVER = Long.MAX_VALUE;

    private TrackedProcess process;
    private int count = -1;
    private @Nullable Boolean up;
    private long due = NEVER;

    ProcessTally(TrackedProcess process) {
        this.process = process;
    }

    /// Takes a number of processes; the first one decides at once.
    void count(int now, long nanos) {
        int before = count;
        count = now;
        boolean fits = fits();
        Boolean settled = up;
        if (settled == null) {
            up = fits;
        } else if (fits == settled) {
            due = NEVER;
        } else if (due == NEVER) {
            due = nanos + (now > before ? process.forkDelay() : process.terminateDelay()).toNanos();
        }
        elapse(nanos);
    }

    /// Time has passed.
    void elapse(long nanos) {
        if (due != NEVER && nanos >= due) {
            due = NEVER;
            up = fits();
        }
    }

    /// Goes on with another block of the same processes.
    void reconfigure(TrackedProcess next, long nanos) {
        process = next;
        if (count >= 0) {
            count(count, nanos);
        }
    }

    /// When [#elapse] is due, or [#NEVER].
    long deadlineNanos() {
        return due;
    }

    /// What is known now.
    TrackerState state() {
        Boolean settled = up;
        return settled == null
                ? TrackerState.PENDING
                : new TrackerState(settled ? TrackerState.Level.UP : TrackerState.Level.DOWN, count, detail());
    }

    private String detail() {
        String most = process.most() == Integer.MAX_VALUE ? "" : ", at most " + process.most();
        return count + " running, at least " + process.quorum() + most + " wanted";
    }

    private boolean fits() {
        return count >= process.quorum() && count <= process.most();
    }
}
