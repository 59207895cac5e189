package dev.lvsd.config;

import dev.lvsd.ipvs.RealServerOptions;
import dev.lvsd.net.Endpoint;

/// `sorry_server`: gets the clients while the quorum is down, instead of the real servers.
///
/// @param endpoint address and port
/// @param options forwarding method, and weight 1
/// @param whenUnused what becomes of it once the quorum is up again
public record SorryServer(Endpoint endpoint, RealServerOptions options, OnFailure whenUnused) {}
