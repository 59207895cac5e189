package dev.lvsd.config;

import dev.lvsd.ipvs.RealServerOptions;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.net.Endpoint;
import java.util.List;

/// One `real_server` block.
///
/// @param endpoint address and port; identifies it in its virtual server, and is where its checks go by default
/// @param port which port it has in the table
/// @param options forwarding method and the configured weight, as the kernel takes them
/// @param checks its checkers, with everything inherited filled in; without any it is always up
/// @param onFailure what becomes of it when it is down
public record RealServer(
        Endpoint endpoint, TablePort port, RealServerOptions options, List<CheckSpec> checks, OnFailure onFailure) {
    /// Copies the list.
    public RealServer {
        checks = List.copyOf(checks);
    }

    /// A real server with its own port in the table.
    public RealServer(
            Endpoint endpoint, RealServerOptions options, List<CheckSpec> checks, OnFailure onFailure) {
        this(endpoint, TablePort.OWN, options, checks, onFailure);
    }

    /// A real server that leaves the table when it is down.
    public RealServer(Endpoint endpoint, RealServerOptions options, List<CheckSpec> checks) {
        this(endpoint, options, checks, OnFailure.REMOVE);
    }

    /// Address and port in the table, behind one of the services.
    public Endpoint endpoint(VirtualServerKey service) {
        return endpoint(endpoint, port, service);
    }

    static Endpoint endpoint(Endpoint endpoint, TablePort port, VirtualServerKey service) {
        return switch (port) {
            case OWN -> endpoint;
            case OF_SERVICE -> endpoint.port() == service.port()
                    ? endpoint : new Endpoint(endpoint.address(), service.port());
        };
    }
}
