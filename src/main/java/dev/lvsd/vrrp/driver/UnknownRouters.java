package dev.lvsd.vrrp.driver;

import dev.lvsd.vrrp.AdvertReader;
import dev.lvsd.vrrp.IpHeader;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.event.Level;

/// Packets for no virtual router of ours: counted, and with `log_unknown_vrids` told, each VRID once. Of the vrrp
/// thread, but for the counters and [#log].
final class UnknownRouters {
    private static final int VRIDS = 256;

    private final Colleagues colleagues;
    private final AtomicLong unknown = new AtomicLong();
    private final AtomicLong unreadable = new AtomicLong();
    private final boolean[] told = new boolean[VRIDS];
    private volatile boolean logs;

    UnknownRouters(Colleagues colleagues) {
        this.colleagues = colleagues;
    }

    /// Packets for no router.
    long unknown() {
        return unknown.get();
    }

    /// Packets too short to be for anyone.
    long unreadable() {
        return unreadable.get();
    }

    /// Whether a VRID is told that is heard for the first time.
    void log(boolean whether) {
        logs = whether;
    }

    void count(byte[] packet, int length) {
        int id = AdvertReader.virtualRouterId(packet, length);
        if (id < 0) {
            unreadable.lazySet(unreadable.getPlain() + 1);
            return;
        }
        unknown.lazySet(unknown.getPlain() + 1);
        if (logs && !told[id]) {
            told[id] = true;
            colleagues.line(Level.INFO, "vrrp: an advert of " + IpHeader.source(packet, length)
                    + " is for virtual_router_id " + id
                    + ", which no vrrp_instance here has; further ones are counted");
        }
    }
}
