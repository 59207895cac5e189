package dev.lvsd.check;

import java.time.Duration;

/// When the first checks start of those checkers that have no `warmup`.
///
/// A start waits for the first round, at most `ready_wait`, while keepalived's rule spreads it over `delay_loop`,
/// which often is longer.
///
/// @param delay from the start, or from the reload that brings the checker, to the first of them
/// @param spread time over which they are spread after that; `delay_loop` where that is shorter
public record FirstRound(Duration delay, Duration spread) {
    /// keepalived's rule: spread over `delay_loop` after one second.
    public static final FirstRound KEEPALIVED =
            new FirstRound(Duration.ofSeconds(1), Duration.ofSeconds(Long.MAX_VALUE));

    /// All checks start in the first three quarters of `ready_wait`, so that the last quarter is left for answers.
    /// Where nothing waits for them (0) it is keepalived's rule.
    public static FirstRound within(Duration readyWait) {
        if (readyWait.isZero()) {
            return KEEPALIVED;
        }
        return new FirstRound(shorter(KEEPALIVED.delay, readyWait.dividedBy(4)), readyWait.dividedBy(2));
    }

    /// Time over which first checks with this `delay_loop` are spread.
    Duration spread(Duration delayLoop) {
        return shorter(spread, delayLoop);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
