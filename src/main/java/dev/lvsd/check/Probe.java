package dev.lvsd.check;

import java.time.Duration;

/// One way of checking one target. A probe is started again for each check; what belongs to a single check
/// lives in that check's [ProbeContext].
public interface Probe {
    /// The longest that a check may take in all; after it the check is ended as failed.
    Duration timeLimit();

    /// Begins a check and returns at once; the check ends by one of the context's verdicts, then or later.
    /// Runs on the context's loop.
    void start(ProbeContext context);
}
