package dev.lvsd.config;

import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.ipvs.VirtualServerOptions;
import java.util.List;

/// One `virtual_server` block.
///
/// @param key protocol, address and port
/// @param options scheduler and persistence, as the kernel takes them
/// @param realServers in the order of the file, no address and port twice
public record VirtualServer(VirtualServerKey key, VirtualServerOptions options, List<RealServer> realServers) {
    /// Copies the list.
    public VirtualServer {
        realServers = List.copyOf(realServers);
    }
}
