package dev.lvsd.vrrp.driver;

import dev.lvsd.linux.AdvertPort;
import dev.lvsd.vrrp.AdvertReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A socket with the routers that hear on it. Of the vrrp thread.
final class Lane {
    private final AdvertPort socket;
    private final List<RunningRouter> routers;

    Lane(AdvertPort socket, List<RunningRouter> routers) {
        this.socket = socket;
        this.routers = List.copyOf(routers);
    }

    AdvertPort socket() {
        return socket;
    }

    /// The router that a packet is for, by VRID, and for unicast by our address too.
    @Nullable RunningRouter routerOf(byte[] packet, int length) {
        int virtualRouterId = AdvertReader.virtualRouterId(packet, length);
        for (int i = 0; i < routers.size(); i++) {
            RunningRouter router = routers.get(i);
            if (router.hears(virtualRouterId, packet)) {
                return router;
            }
        }
        return null;
    }
}
