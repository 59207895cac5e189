package dev.lvsd.orders;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How a real server stands that an order is about, or that the configuration no longer has.
///
/// | phase | in the table | next |
/// |---|---|---|
/// | `WEIGHTED` | at the ordered weight | |
/// | `RAMPING` | on the way there | `WEIGHTED` |
/// | `DRAINING` | at weight 0 | `DRAINED` when idle, or at the deadline |
/// | `LEAVING` | at weight 0; no longer configured | forgotten when idle, or at the deadline |
/// | `DRAINED` | no | |
/// | `DISABLED` | no | |
///
/// @param phase where it stands
/// @param order the order, null for `LEAVING`
/// @param since when the phase began, by the wall clock
/// @param deadline when a drain ends at the latest, null for the other phases
/// @param cut connections and persistence templates that the end of the drain has cut; 0 while there is none
public record Standing(
        Phase phase, @Nullable GivenOrder order, Instant since, @Nullable Instant deadline, long cut) {
    /// Where a real server stands.
    public enum Phase {
        /// At another weight than configured.
        WEIGHTED,
        /// On the way to another weight.
        RAMPING,
        /// Losing its clients by order.
        DRAINING,
        /// Losing its clients since it was removed from the configuration.
        LEAVING,
        /// Out of the table at the end of a drain.
        DRAINED,
        /// Out of the table by order.
        DISABLED
    }
}
