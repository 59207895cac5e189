package dev.lvsd.config;

import dev.lvsd.ipvs.RealServerOptions;
import dev.lvsd.net.Endpoint;
import java.util.List;

/// One `real_server` block.
///
/// @param endpoint address and port
/// @param options forwarding method and the configured weight, as the kernel takes them
/// @param checks its checkers, with everything inherited filled in; without any it is always up
/// @param onFailure what becomes of it when it is down
public record RealServer(
        Endpoint endpoint, RealServerOptions options, List<CheckSpec> checks, OnFailure onFailure) {
    /// Copies the list.
    public RealServer {
        checks = List.copyOf(checks);
    }

    /// A real server that leaves the table when it is down.
    public RealServer(Endpoint endpoint, RealServerOptions options, List<CheckSpec> checks) {
        this(endpoint, options, checks, OnFailure.REMOVE);
    }
}
