package dev.lvsd.ipvs.reconciler;

import dev.lvsd.check.Health;
import dev.lvsd.ipvs.RealServerCounters;
import dev.lvsd.ipvs.RealServerOptions;
import dev.lvsd.net.Endpoint;
import dev.lvsd.orders.Standing;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One real server at one moment.
///
/// @param endpoint address and port in the table
/// @param configuredEndpoint address and port by which its checks know it
/// @param health what the checkers say
/// @param since when the health last changed, by the wall clock; null before the first change
/// @param configured options by the configuration, null where it is in the table and not configured
/// @param desired options that the table shall have, null for absent
/// @param actual options that the table has, null for absent
/// @param counters as last read
/// @param standing how it stands by an order, or since it was removed from the configuration; null for neither
public record RealServerStatus(
        Endpoint endpoint,
        Endpoint configuredEndpoint,
        Health health,
        @Nullable Instant since,
        @Nullable RealServerOptions configured,
        @Nullable RealServerOptions desired,
        @Nullable RealServerOptions actual,
        RealServerCounters counters,
        @Nullable Standing standing) {}
