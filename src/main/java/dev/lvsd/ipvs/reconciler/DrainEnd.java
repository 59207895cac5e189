package dev.lvsd.ipvs.reconciler;

import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.net.Endpoint;
import dev.lvsd.orders.Deadline;
import dev.lvsd.orders.Moment;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A drain that has ended.
///
/// @param key the virtual server
/// @param realServer which was drained
/// @param result how it ended
/// @param took how long it was
/// @param connections that were cut
/// @param templates persistence templates that were cut
public record DrainEnd(
        VirtualServerKey key, Endpoint realServer, Result result, Duration took, long connections, long templates) {
    /// How a drain ends.
    public enum Result {
        /// Nobody was left.
        IDLE,
        /// The deadline came.
        DEADLINE,
        /// The real server left the table otherwise: it went down, or someone else deleted it.
        GONE
    }

    /// How a drain ends by what was read, null where it goes on.
    ///
    /// @param isThere whether the real server is in the table
    /// @param clients who is left
    /// @param since when it began, by the wall clock
    static @Nullable DrainEnd of(
            VirtualServerKey key,
            Endpoint realServer,
            boolean isThere,
            Clients clients,
            Instant since,
            Deadline deadline,
            Moment now) {
        Duration took = Duration.between(since, now.wall());
        if (!isThere) {
            return new DrainEnd(key, realServer, Result.GONE, took, 0, 0);
        }
        if (clients.areGone()) {
            return new DrainEnd(key, realServer, Result.IDLE, took, 0, 0);
        }
        return deadline.left(now.nanos()) > 0 ? null : new DrainEnd(
                key, realServer, Result.DEADLINE, took, clients.connections(), clients.templates());
    }

    /// Connections and templates that were cut.
    long cut() {
        return connections + templates;
    }
}
