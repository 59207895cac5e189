package dev.lvsd.check;

/// Counts of one checker since the start.
///
/// @param passed checks that passed
/// @param failed checks that failed
/// @param notRun checks that this host could not run
/// @param transitions changes of health
public record CheckCounters(long passed, long failed, long notRun, long transitions) {
    /// Nothing happened yet.
    public static final CheckCounters ZERO = new CheckCounters(0, 0, 0, 0);

    /// Checks that ended, in any way.
    public long attempts() {
        return passed + failed + notRun;
    }

    /// These counts after one more check.
    ///
    /// @param changed 1 where the check changed the health, otherwise 0
    CheckCounters after(CheckResult result, int changed) {
        return switch (result) {
            case CheckResult.Passed _ -> new CheckCounters(passed + 1, failed, notRun, transitions + changed);
            case CheckResult.Failed _ -> new CheckCounters(passed, failed + 1, notRun, transitions + changed);
            case CheckResult.NotRun _ -> new CheckCounters(passed, failed, notRun + 1, transitions + changed);
        };
    }
}
