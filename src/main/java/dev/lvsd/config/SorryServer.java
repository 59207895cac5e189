package dev.lvsd.config;

import dev.lvsd.ipvs.RealServerOptions;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.net.Endpoint;

/// `sorry_server`: gets the clients while the quorum is down, instead of the real servers.
///
/// @param endpoint address and port
/// @param port which port it has in the table
/// @param options forwarding method, and weight 1
/// @param whenUnused what becomes of it once the quorum is up again
public record SorryServer(Endpoint endpoint, TablePort port, RealServerOptions options, OnFailure whenUnused) {
    /// A sorry server with its own port in the table.
    public SorryServer(Endpoint endpoint, RealServerOptions options, OnFailure whenUnused) {
        this(endpoint, TablePort.OWN, options, whenUnused);
    }

    /// Address and port in the table, behind one of the services.
    public Endpoint endpoint(VirtualServerKey service) {
        return RealServer.endpoint(endpoint, port, service);
    }
}
