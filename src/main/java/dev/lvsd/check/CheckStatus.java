package dev.lvsd.check;

import dev.lvsd.config.CheckSpec;
import dev.lvsd.net.Endpoint;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One checker as it stands, for other threads to read.
///
/// @param id which checker
/// @param keyword keyword of its block: `TCP_CHECK`
/// @param target where it connects to
/// @param state health
/// @param since wall time of the last change of health, null before the first
/// @param last result of the last check, null before the first
/// @param lastAt wall time at which that check ended, null before the first
/// @param nextAt wall time at which the next check is due; null when stopped, or where no check can run
/// @param retriesUsed failed checks in a row that did not yet make the real server down
/// @param counters what happened so far
public record CheckStatus(
        CheckId id,
        String keyword,
        Endpoint target,
        Health state,
        @Nullable Instant since,
        @Nullable CheckResult last,
        @Nullable Instant lastAt,
        @Nullable Instant nextAt,
        int retriesUsed,
        CheckCounters counters) {
    /// The status of a checker that has not started.
    static CheckStatus initial(CheckId id, CheckSpec spec) {
        return new CheckStatus(
                id, spec.keyword(), spec.target(), Health.UNKNOWN, null, null, null, null, 0, CheckCounters.ZERO);
    }

    /// The same with another time of the next check.
    CheckStatus withNext(@Nullable Instant next) {
        return new CheckStatus(id, keyword, target, state, since, last, lastAt, next, retriesUsed, counters);
    }

    /// The status of a checker whose checks can never run.
    CheckStatus refused(CheckResult result, Instant at) {
        return new CheckStatus(
                id, keyword, target, state, since, result, at, null, retriesUsed, counters.after(result, 0));
    }

    /// The status after one more check.
    ///
    /// @param tracker the tracker that took the result already
    /// @param transition what the tracker made of it, null for no change
    CheckStatus after(
            CheckResult result, HealthTracker tracker, @Nullable Transition transition, Instant at, Instant next) {
        return new CheckStatus(
                id,
                keyword,
                target,
                tracker.state(),
                transition == null ? since : at,
                result,
                at,
                next,
                tracker.retriesUsed(),
                counters.after(result, transition == null ? 0 : 1));
    }
}
