package dev.lvsd.control;

import dev.lvsd.orders.GivenOrder;
import dev.lvsd.orders.Standing;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How a real server stands by an operator's order, or since it was removed from the configuration.
///
/// @param phase `draining`, `drained`, `disabled`, `ramping` or `weighted` by order; `leaving` where the configuration
///     no longer has it
/// @param by who ordered it, null for `leaving`
/// @param given when it was ordered, null for `leaving`
/// @param reason why, in the operator's words; empty where none was given
/// @param since when the phase began
/// @param until when a drain ends at the latest, null for other phases
/// @param cut connections and persistence templates that the end of a drain has cut
public record StandingSnapshot(
        String phase,
        @Nullable String by,
        @Nullable Instant given,
        String reason,
        Instant since,
        @Nullable Instant until,
        long cut) {
    /// The phase of a drain that goes on.
    public static final String DRAINING = "draining";
    /// The phase after it.
    public static final String DRAINED = "drained";

    /// The snapshot of a standing.
    ///
    /// @return null for none
    public static @Nullable StandingSnapshot of(@Nullable Standing standing) {
        if (standing == null) {
            return null;
        }
        GivenOrder order = standing.order();
        return new StandingSnapshot(
                standing.phase().name().toLowerCase(Locale.ROOT),
                order == null ? null : order.by(),
                order == null ? null : order.at(),
                order == null ? "" : order.reason(),
                standing.since(),
                standing.deadline(),
                standing.cut());
    }
}
