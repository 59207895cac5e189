package dev.lvsd.ipvs.reconciler;

import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.net.Endpoint;
import java.time.Instant;

/// A real server that is no longer configured and loses its clients: in the table at weight 0 until it is idle or its
/// deadline comes.
///
/// @param key the virtual server
/// @param realServer address and port in the table
/// @param since when it left the configuration, by the wall clock
/// @param deadline when it is deleted at the latest, by the wall clock
public record Departure(VirtualServerKey key, Endpoint realServer, Instant since, Instant deadline) {}
