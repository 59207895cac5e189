package dev.lvsd.config;

import dev.lvsd.ipvs.VirtualServerOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How real servers lose their clients: `removed` and `drain_timeout` of the section `lvsd`. A reload puts it in force;
/// a drain that goes on keeps its deadline.
///
/// @param drainsRemoved whether real servers that leave the configuration are drained (`removed: drain`), or deleted at
///     once (`removed: delete`, as keepalived does)
/// @param timeout how long a drain lasts at most unless its order says it (`drain_timeout`), null for `auto`
public record DrainSettings(boolean drainsRemoved, @Nullable Duration timeout) {
    /// Nothing said.
    public static final DrainSettings DEFAULTS = new DrainSettings(true, null);

    /// What `auto` adds to the persistence timeout: a template is made anew as long as its client has a connection.
    private static final Duration MARGIN = Duration.ofMinutes(5);

    /// How long a drain from a virtual server lasts at most.
    public Duration timeout(VirtualServerOptions options) {
        if (timeout != null) {
            return timeout;
        }
        return options.isPersistent() ? MARGIN.plusSeconds(options.timeoutSeconds()) : MARGIN;
    }

    /// The values as they are written.
    @Override
    public String toString() {
        return "removed " + (drainsRemoved ? "drain" : "delete") + ", drain_timeout "
                + (timeout == null ? "auto" : timeout.toSeconds());
    }
}
