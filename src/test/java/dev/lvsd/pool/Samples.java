package dev.lvsd.pool;

import dev.lvsd.config.CheckSpec;
import dev.lvsd.config.CheckTiming;
import dev.lvsd.config.RealServer;
import dev.lvsd.config.VirtualServer;
import dev.lvsd.ipvs.Forwarding;
import dev.lvsd.ipvs.RealServerOptions;
import dev.lvsd.ipvs.VirtualServerEntry;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.ipvs.VirtualServerOptions;
import dev.lvsd.net.Endpoint;
import dev.lvsd.net.Family;
import dev.lvsd.net.Protocol;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/// A virtual server to try things with: `TCP 10.9.0.100:80 wlc persistent 600`.
public final class Samples {
    /// Its key.
    public static final VirtualServerKey WEB =
            new VirtualServerKey.Address(Protocol.TCP, endpoint("10.9.0.100:80"));
    /// Its options.
    public static final VirtualServerOptions WLC = VirtualServerOptions.persistent("wlc", Family.IPV4, 600);
    /// A real server.
    public static final Endpoint RS1 = endpoint("10.9.0.1:80");
    /// Another real server.
    public static final Endpoint RS2 = endpoint("10.9.0.2:80");

    private static final CheckTiming TIMING = new CheckTiming(
            Duration.ofSeconds(6), Duration.ofSeconds(3), 1, Duration.ofSeconds(1), Duration.ZERO);

    private Samples() {}

    /// The virtual server with these real servers.
    public static VirtualServer web(RealServer... realServers) {
        return new VirtualServer(WEB, WLC, List.of(realServers));
    }

    /// A real server with a number of checkers.
    public static RealServer realServer(Endpoint endpoint, int weight, int checks) {
        return new RealServer(
                endpoint, dr(weight), Collections.nCopies(checks, new CheckSpec.Tcp(endpoint, TIMING)));
    }

    /// Options with direct routing.
    public static RealServerOptions dr(int weight) {
        return RealServerOptions.of(Forwarding.DR, weight);
    }

    /// The table entry with these real servers.
    public static VirtualServerEntry entry(Map<Endpoint, RealServerOptions> realServers) {
        return VirtualServerEntry.of(WLC, realServers);
    }

    /// The pool of a virtual server that is not in the table.
    public static Pool starting(VirtualServer virtualServer) {
        return Pool.of(virtualServer, _ -> null, Directions.NONE);
    }

    /// The pool of a virtual server that is in the table.
    public static Pool adopting(VirtualServer virtualServer, VirtualServerEntry present) {
        return Pool.of(virtualServer, _ -> present, Directions.NONE);
    }

    /// The pool with another configuration.
    public static Pool reconfigured(Pool pool, VirtualServer next) {
        return pool.reconfigured(next, _ -> null, Directions.NONE);
    }

    /// The endpoint of a text.
    public static Endpoint endpoint(String text) {
        Endpoint endpoint = Endpoint.parse(text);
        if (endpoint == null) {
            throw new IllegalArgumentException(text);
        }
        return endpoint;
    }
}
