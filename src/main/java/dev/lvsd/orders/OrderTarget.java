package dev.lvsd.orders;

import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.net.Endpoint;
import dev.lvsd.net.IpAddress;
import org.jspecify.annotations.Nullable;

/// The real servers that an order is about. Of two orders about one real server the one that names its virtual server
/// counts, and of two of these the one that names its port.
///
/// @param virtualServer the virtual server, by any of its keys; null for every one
/// @param address the real server
/// @param port its port, null for every port
public record OrderTarget(@Nullable VirtualServerKey virtualServer, IpAddress address, @Nullable Integer port) {
    /// One real server of one virtual server.
    public static OrderTarget of(VirtualServerKey virtualServer, Endpoint realServer) {
        return new OrderTarget(virtualServer, realServer.address(), realServer.port());
    }

    /// A real server in all its virtual servers.
    public static OrderTarget everywhere(IpAddress address) {
        return new OrderTarget(null, address, null);
    }
}
