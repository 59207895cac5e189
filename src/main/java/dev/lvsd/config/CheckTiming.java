package dev.lvsd.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// When a checker runs, with keepalived's words.
///
/// @param delayLoop from the end of a check to the start of the next
/// @param connectTimeout for each step of a check
/// @param retry further attempts before a real server that is up counts as down
/// @param delayBeforeRetry before each of them
/// @param warmup the first check starts at a random time in 0 to this, after one second; null where the file does not
///     say, and the scheduler chooses
public record CheckTiming(
        Duration delayLoop, Duration connectTimeout, int retry, Duration delayBeforeRetry,
        @Nullable Duration warmup) {
    /// Checks the ranges.
    public CheckTiming {
        if (!delayLoop.isPositive() || !connectTimeout.isPositive()) {
            throw new IllegalArgumentException("delay_loop and connect_timeout are positive");
        }
        if (retry < 0 || delayBeforeRetry.isNegative() || (warmup != null && warmup.isNegative())) {
            throw new IllegalArgumentException("retry, delay_before_retry and warmup are not negative");
        }
    }
}
