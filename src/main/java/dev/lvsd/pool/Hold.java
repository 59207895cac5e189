package dev.lvsd.pool;

import dev.lvsd.orders.Deadline;
import dev.lvsd.orders.GivenOrder;
import dev.lvsd.orders.Moment;
import dev.lvsd.orders.Order;
import dev.lvsd.orders.Ramp;
import dev.lvsd.orders.Standing;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What an order makes of a real server at the moment.
sealed interface Hold {
    /// At an ordered weight.
    record Weighted(GivenOrder order, int weight) implements Hold {
        @Override
        public Standing standing() {
            return new Standing(Standing.Phase.WEIGHTED, order, order.at(), null, 0);
        }
    }

    /// On the way to an ordered weight.
    ///
    /// @param weight where it is
    record Ramping(GivenOrder order, Ramp ramp, int weight) implements Hold {
        @Override
        public boolean keepsClients() {
            return false;
        }

        @Override
        public boolean explainsWeightZero() {
            return true;
        }

        @Override
        public Standing standing() {
            return new Standing(Standing.Phase.RAMPING, order, order.at(), null, 0);
        }
    }

    /// Losing its clients.
    record Draining(GivenOrder order, Deadline deadline) implements Hold {
        @Override
        public int weight() {
            return 0;
        }

        @Override
        public Standing standing() {
            return new Standing(Standing.Phase.DRAINING, order, order.at(), deadline.at(), 0);
        }
    }

    /// Out of the table at the end of a drain.
    ///
    /// @param since when the drain ended; when it was ordered, where that was before the start
    /// @param cut connections and templates that the end has cut
    record Drained(GivenOrder order, Instant since, long cut) implements Hold {
        @Override
        public int weight() {
            return 0;
        }

        @Override
        public boolean isOut() {
            return true;
        }

        @Override
        public Standing standing() {
            return new Standing(Standing.Phase.DRAINED, order, since, null, cut);
        }
    }

    /// Out of the table by order.
    record Disabled(GivenOrder order) implements Hold {
        @Override
        public int weight() {
            return 0;
        }

        @Override
        public boolean isOut() {
            return true;
        }

        @Override
        public Standing standing() {
            return new Standing(Standing.Phase.DISABLED, order, order.at(), null, 0);
        }
    }

    /// The order.
    GivenOrder order();

    /// The weight that it allows.
    int weight();

    /// Whether the real server must not be in the table.
    default boolean isOut() {
        return false;
    }

    /// Whether it is at weight 0 for the sake of the clients that it has.
    default boolean keepsClients() {
        return !isOut() && weight() == 0;
    }

    /// Whether weight 0 in the table is the order's doing.
    default boolean explainsWeightZero() {
        return keepsClients();
    }

    /// For people.
    Standing standing();

    /// What becomes of a real server as soon as an order counts for it. A drain of one that is not in the table has
    /// nobody to wait for; a ramp takes the time that is left of it.
    ///
    /// @param inTable its weight in the table, null where it is not there
    /// @param drainTime how long a drain lasts that says no time
    static Hold of(GivenOrder order, @Nullable Integer inTable, Duration drainTime, Moment now) {
        return switch (order.order()) {
            case Order.Disable() -> new Disabled(order);
            case Order.Drain(var timeout) -> inTable == null
                    ? new Drained(order, order.at(), 0)
                    : new Draining(order, Deadline.at(
                            Moment.after(order.at(), timeout == null ? drainTime : timeout), now));
            case Order.Weight(int weight, Duration ramp) -> {
                Duration left = Duration.ofNanos(now.nanosAt(Moment.after(order.at(), ramp)) - now.nanos());
                int from = inTable == null ? 0 : inTable;
                yield ramp.isZero() || !left.isPositive()
                        ? new Weighted(order, weight)
                        : new Ramping(order, new Ramp(from, weight, now.nanos(), left), from);
            }
        };
    }
}
