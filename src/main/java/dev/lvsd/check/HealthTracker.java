package dev.lvsd.check;

import dev.lvsd.config.CheckTiming;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Health of one checker, by keepalived's rules: `retry` failures are forgiven to a real server that is up
/// or unknown, a single check brings one that is down back up.
///
/// | state | passed | failed, retries left | failed, none left | not run |
/// |---|---|---|---|---|
/// | unknown | up, next after `delay_loop` | unknown, after `delay_before_retry` | down, after `delay_loop` | unknown |
/// | up | up, after `delay_loop` | up, after `delay_before_retry` | down, after `delay_loop` | up |
/// | down | up, after `delay_loop` | – | down, after `delay_loop` | down |
///
/// Passed and down make all retries available again. A check that was not run uses none up; the next one
/// follows after [#DELAY_AFTER_NOT_RUN], or `delay_loop` where that is shorter. Every delay counts from the end
/// of a check, but a checker whose first check came early ([FirstRound]) first comes to its place in `delay_loop`,
/// so that checks do not stay as close together as the first ones. Times are nanoseconds of one monotonic clock.
public final class HealthTracker {
    /// From a check that this host could not run to the next one.
    public static final Duration DELAY_AFTER_NOT_RUN = Duration.ofSeconds(1);

    private CheckTiming timing;
    private Health state = Health.UNKNOWN;
    private int retriesUsed;
    private long placeNanos = Long.MIN_VALUE;

    /// What follows from a result.
    ///
    /// @param nextStartNanos when the next check is due
    /// @param transition the change of health, null for none
    public record Step(long nextStartNanos, @Nullable Transition transition) {}

    /// A checker that has not run yet.
    public HealthTracker(CheckTiming timing) {
        this.timing = timing;
    }

    /// When the first check is due.
    ///
    /// @param fraction a number in 0 (included) to 1 (excluded): the checker's place among all
    /// @param round holds where `warmup` is not said
    public long firstStart(long nowNanos, double fraction, FirstRound round) {
        Duration warmup = timing.warmup();
        if (warmup != null) {
            return later(later(nowNanos, FirstRound.KEEPALIVED.delay()), part(warmup, fraction));
        }
        long begin = later(nowNanos, round.delay());
        placeNanos = later(begin, part(timing.delayLoop(), fraction));
        return later(begin, part(round.spread(timing.delayLoop()), fraction));
    }

    /// Goes on with another timing; health and retries stay.
    ///
    /// @param nextNanos when the next check is due
    /// @return when it is due now: never later than `delay_loop` from now
    public long retime(CheckTiming next, long nextNanos, long nowNanos) {
        timing = next;
        return Math.min(nextNanos, later(nowNanos, next.delayLoop()));
    }

    /// Takes the result of a check that ended at `endNanos`.
    public Step on(CheckResult result, long endNanos) {
        return switch (result) {
            case CheckResult.Passed _ -> settle(Health.UP, endNanos);
            case CheckResult.Failed _ -> {
                if (state == Health.DOWN || retriesUsed >= timing.retry()) {
                    yield settle(Health.DOWN, endNanos);
                }
                retriesUsed++;
                yield new Step(later(endNanos, timing.delayBeforeRetry()), null);
            }
            case CheckResult.NotRun _ -> {
                boolean soon = timing.delayLoop().compareTo(DELAY_AFTER_NOT_RUN) < 0;
                yield new Step(later(endNanos, soon ? timing.delayLoop() : DELAY_AFTER_NOT_RUN), null);
            }
        };
    }

    /// Health now.
    public Health state() {
        return state;
    }

    /// Failures in a row that were forgiven.
    public int retriesUsed() {
        return retriesUsed;
    }

    private Step settle(Health next, long endNanos) {
        Transition transition = next == state ? null : new Transition(state, next);
        state = next;
        retriesUsed = 0;
        long due = later(endNanos, timing.delayLoop());
        return new Step(placeNanos > endNanos ? Math.min(placeNanos, due) : due, transition);
    }

    private static long part(Duration whole, double fraction) {
        return (long) (TimeUnit.NANOSECONDS.convert(whole) * fraction);
    }

    private static long later(long nanos, Duration delay) {
        return later(nanos, TimeUnit.NANOSECONDS.convert(delay));
    }

    private static long later(long nanos, long delay) {
        return nanos > Long.MAX_VALUE - delay ? Long.MAX_VALUE : nanos + delay;
    }
}
