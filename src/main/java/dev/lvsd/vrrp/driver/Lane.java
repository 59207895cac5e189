package dev.lvsd.vrrp.driver;

import dev.lvsd.linux.AdvertPort;
import dev.lvsd.vrrp.AdvertReader;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A socket with the routers that hear on it. Of the vrrp thread.
final class Lane {
    private static final int IDS = 256;
    private static final RunningRouter[] NONE = {};

    private final AdvertPort socket;
    /// By VRID.
    private final RunningRouter[][] routers = new RunningRouter[IDS][];

    Lane(AdvertPort socket, List<RunningRouter> routers) {
        this.socket = socket;
        Arrays.fill(this.routers, NONE);
        for (RunningRouter router : routers) {
            int id = router.virtualRouterId();
            RunningRouter[] more = Arrays.copyOf(this.routers[id], this.routers[id].length + 1);
            more[more.length - 1] = router;
            this.routers[id] = more;
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
