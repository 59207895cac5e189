package dev.lvsd.vrrp.driver;

import dev.lvsd.linux.AdvertPort;
import dev.lvsd.vrrp.AdvertReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A socket with the routers that hear on it. Of the vrrp thread.
final class Lane {
    private final AdvertPort socket;
    private static final int IDS = 256;

    private final RunningRouter[][] routers = new RunningRouter[IDS][];

    Lane(AdvertPort socket, List<RunningRouter> routers) {
        this.socket = socket;
        for (int id = 0; id < IDS; id++) {
            int wanted = id;
            this.routers[id] = routers.stream()
                    .filter(router -> router.virtualRouterId() == wanted)
                    .toArray(RunningRouter[]::new);
        }
    }

    AdvertPort socket() {
        return socket;
    }

    /// The router that a packet is for, by VRID, and for unicast by our address too.
    @Nullable RunningRouter routerOf(byte[] packet, int length) {
        int virtualRouterId = AdvertReader.virtualRouterId(packet, length);
        if (virtualRouterId < 0) {
            return null;
        }
        for (RunningRouter router : routers[virtualRouterId]) {
            if (router.hears(packet)) {
                return router;
            }
        }
        return null;
    }
}
