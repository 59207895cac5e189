package dev.lvsd.ipvs;

import dev.lvsd.net.Endpoint;
import java.util.Map;

/// What the kernel counts of a virtual server and its real servers.
///
/// @param traffic packets and bytes of the virtual server
/// @param realServers counters by address and port; copied
public record VirtualServerCounters(TrafficCounters traffic, Map<Endpoint, RealServerCounters> realServers) {
    /// Nothing counted.
    public static final VirtualServerCounters ZERO = new VirtualServerCounters(TrafficCounters.ZERO, Map.of());

    /// Copies the map.
    public VirtualServerCounters {
        realServers = Map.copyOf(realServers);
    }

    /// The counters of one real server, zeros where the kernel has none.
    public RealServerCounters of(Endpoint realServer) {
        return realServers.getOrDefault(realServer, RealServerCounters.ZERO);
    }
}
