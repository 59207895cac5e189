package dev.lvsd.ipvs.reconciler;

import dev.lvsd.ipvs.RealServerCounters;
import dev.lvsd.ipvs.RealServerOptions;
import dev.lvsd.net.Endpoint;
import org.jspecify.annotations.Nullable;

/// The sorry server of a virtual server at one moment.
///
/// @param endpoint address and port
/// @param serves whether it gets the clients, since the quorum is down
/// @param configured options while it serves
/// @param actual options that the table has, null for absent
/// @param counters as last read
public record SorryServerStatus(
        Endpoint endpoint,
        boolean serves,
        RealServerOptions configured,
        @Nullable RealServerOptions actual,
        RealServerCounters counters) {}
