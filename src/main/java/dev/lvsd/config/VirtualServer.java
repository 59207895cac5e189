package dev.lvsd.config;

import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.ipvs.VirtualServerOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One `virtual_server` block.
///
/// @param key protocol, address and port
/// @param options scheduler and persistence, as the kernel takes them
/// @param realServers in the order of the file, no address and port twice
/// @param quorum the weight that has to be up
/// @param sorryServer what serves otherwise, null for nothing
public record VirtualServer(
        VirtualServerKey key,
        VirtualServerOptions options,
        List<RealServer> realServers,
        Quorum quorum,
        @Nullable SorryServer sorryServer) {
    /// Copies the list.
    public VirtualServer {
        realServers = List.copyOf(realServers);
    }

    /// A virtual server for which any real server will do, and without a sorry server.
    public VirtualServer(VirtualServerKey key, VirtualServerOptions options, List<RealServer> realServers) {
        this(key, options, realServers, Quorum.ANY, null);
    }
}
