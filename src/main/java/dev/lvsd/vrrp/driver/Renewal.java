package dev.lvsd.vrrp.driver;

/// When virtual addresses with a lifetime are renewed: every second, while the vrrp thread runs.
final class Renewal {
    private static final long EVERY_NANOS = 1_000_000_000L;

    /// What a round shows of the vrrp thread.
    enum Change {
        /// Runs, or hangs, as before.
        NONE,
        /// It ran and does so no more.
        FELL_SILENT,
        /// It hung and runs.
        RUNS_AGAIN
    }

    private long deadline;
    private boolean allowed = true;
    private String trouble = "";

    /// When the next round is due.
    long deadlineNanos() {
        return deadline;
    }

    /// Whether a round is due.
    ///
    /// @param anything whether there is anything to renew
    boolean isDue(long nowNanos, boolean anything) {
        return anything && nowNanos >= deadline;
    }

    /// A round.
    ///
    /// @param fresh whether the vrrp thread runs
    Change at(long nowNanos, boolean fresh) {
        deadline = nowNanos + EVERY_NANOS;
        Change change = fresh == allowed ? Change.NONE : fresh ? Change.RUNS_AGAIN : Change.FELL_SILENT;
        allowed = fresh;
        return change;
    }

    /// Whether the last round may renew.
    boolean isAllowed() {
        return allowed;
    }

    /// Whether trouble is there that was not there in the round before.
    ///
    /// @param now what went wrong, empty for nothing
    boolean isNews(String now) {
        boolean news = !now.isEmpty() && trouble.isEmpty();
        trouble = now;
        return news;
    }
}
