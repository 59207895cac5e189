package dev.lvsd.orders;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What shall become of a real server, whatever its configuration says. Health still counts: no order sends clients
/// to a real server that is down.
public sealed interface Order {
    /// No new clients: weight 0 until it is idle, which is no active connection and no persistence template, or until
    /// the deadline, and then out of the table (`lvsctl drain`, `lvsctl maintenance`).
    ///
    /// @param timeout from the order to the deadline, 0 or more; null for the default, which is the persistence
    ///     timeout of the virtual server and five minutes
    record Drain(@Nullable Duration timeout) implements Order {
        /// Refuses a negative timeout.
        public Drain {
            if (timeout != null && timeout.isNegative()) {
                throw new IllegalArgumentException("a drain takes no negative time");
            }
        }
    }

    /// Out of the table at once, whoever is connected (`lvsctl disable`).
    record Disable() implements Order {}

    /// Another weight than the configured one (`lvsctl weight`).
    ///
    /// @param weight 0 to 2147483647
    /// @param ramp time in which the weight goes there in equal steps from what it was, a step a second; 0 for at once
    record Weight(int weight, Duration ramp) implements Order {
        /// Refuses negative values.
        public Weight {
            if (weight < 0 || ramp.isNegative()) {
                throw new IllegalArgumentException("a weight and its ramp are 0 or more");
            }
        }
    }
}
