package dev.lvsd.ipvs;

import dev.lvsd.net.Endpoint;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// One virtual server of a table: its options and its real servers, ordered by address and port.
///
/// @param options what can be edited
/// @param realServers real servers by address and port; copied and unmodifiable
public record VirtualServerEntry(VirtualServerOptions options, SortedMap<Endpoint, RealServerOptions> realServers) {
    /// Copies the real servers.
    public VirtualServerEntry {
        realServers = Collections.unmodifiableSortedMap(new TreeMap<>(realServers));
    }

    /// Copies real servers from any map.
    public static VirtualServerEntry of(VirtualServerOptions options, Map<Endpoint, RealServerOptions> realServers) {
        return new VirtualServerEntry(options, new TreeMap<>(realServers));
    }
}
