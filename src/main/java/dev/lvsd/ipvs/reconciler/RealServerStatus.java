package dev.lvsd.ipvs.reconciler;

import dev.lvsd.ipvs.RealServerCounters;
import dev.lvsd.ipvs.RealServerOptions;
import dev.lvsd.net.Endpoint;
import dev.lvsd.check.Health;
import org.jspecify.annotations.Nullable;

/// One real server at one moment.
///
/// @param endpoint address and port
/// @param health what the checkers say
/// @param configured options by the configuration, null where it is in the table and not configured
/// @param desired options that the table shall have, null for absent
/// @param actual options that the table has, null for absent
/// @param counters as last read
public record RealServerStatus(
        Endpoint endpoint,
        Health health,
        @Nullable RealServerOptions configured,
        @Nullable RealServerOptions desired,
        @Nullable RealServerOptions actual,
        RealServerCounters counters) {}
