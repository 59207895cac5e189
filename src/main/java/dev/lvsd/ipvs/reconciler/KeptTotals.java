package dev.lvsd.ipvs.reconciler;

import dev.lvsd.ipvs.RealServerCounters;
import dev.lvsd.ipvs.TrafficCounters;
import dev.lvsd.ipvs.VirtualServerCounters;
import dev.lvsd.net.Endpoint;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The counters of a virtual server as last read, and the totals of its real servers that the table did not have then.
///
/// @param read what was read
/// @param before totals of real servers that were known before
record KeptTotals(VirtualServerCounters read, Map<Endpoint, TrafficCounters> before) {
    /// @param read what was read
    /// @param before the status before, null for none
    static KeptTotals of(VirtualServerCounters read, @Nullable VirtualServerStatus before) {
        Map<Endpoint, TrafficCounters> kept = new HashMap<>();
        if (before != null) {
            for (RealServerStatus realServer : before.realServers()) {
                keep(kept, read, realServer.endpoint(), realServer.counters());
            }
            SorryServerStatus sorryServer = before.sorryServer();
            if (sorryServer != null) {
                keep(kept, read, sorryServer.endpoint(), sorryServer.counters());
            }
        }
        return new KeptTotals(read, kept);
    }

    private static void keep(
            Map<Endpoint, TrafficCounters> kept,
            VirtualServerCounters read,
            Endpoint endpoint,
            RealServerCounters counters) {
        if (!read.realServers().containsKey(endpoint) && !counters.equals(RealServerCounters.ZERO)) {
            kept.put(endpoint, counters.traffic().withoutRates());
        }
    }

    /// What the kernel counts of the virtual server.
    TrafficCounters traffic() {
        return read.traffic();
    }

    /// What the kernel counts of a real server; its last totals alone where the table did not have it.
    RealServerCounters of(Endpoint endpoint) {
        TrafficCounters kept = before.get(endpoint);
        return kept == null ? read.of(endpoint) : new RealServerCounters(0, 0, 0, kept);
    }
}
