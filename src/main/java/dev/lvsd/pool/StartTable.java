package dev.lvsd.pool;

import dev.lvsd.config.VirtualServer;
import dev.lvsd.ipvs.IpvsTable;
import dev.lvsd.ipvs.VirtualServerEntry;
import dev.lvsd.ipvs.VirtualServerKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The table that a configuration means before anything was checked: as keepalived starts, every real server is up
/// unless it is `alpha`.
public final class StartTable {
    private StartTable() {}

    /// The table of some virtual servers, in the order of their services.
    public static IpvsTable of(List<VirtualServer> configured) {
        Map<VirtualServerKey, VirtualServerEntry> entries = new LinkedHashMap<>();
        for (VirtualServer virtualServer : configured) {
            Pool pool = Pool.of(virtualServer, _ -> null, Directions.NONE);
            virtualServer.services().forEach(service -> entries.put(service.key(), pool.desired(service.key())));
        }
        return new IpvsTable(entries);
    }
}
