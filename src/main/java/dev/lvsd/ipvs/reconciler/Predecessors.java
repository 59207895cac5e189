package dev.lvsd.ipvs.reconciler;

import dev.lvsd.config.Service;
import dev.lvsd.config.VirtualServer;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.pool.Pool;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The pools of the configuration before: from which one a virtual server of the next takes the health of its real
/// servers, and which services are left over. Belongs to one thread.
final class Predecessors {
    private final Map<VirtualServerKey, Pool> byService;
    private final Map<VirtualServerKey, Pool> left;
    /// Of a group of several virtual servers the title tells one from the other.
    private final Map<String, Pool> byGroup = new HashMap<>();

    /// @param pools by the key of each service
    Predecessors(Map<VirtualServerKey, Pool> pools) {
        byService = Map.copyOf(pools);
        left = new LinkedHashMap<>(pools);
        for (Pool pool : pools.values()) {
            if (pool.virtualServer().group() != null) {
                byGroup.putIfAbsent(pool.virtualServer().title(), pool);
            }
        }
    }

    /// The pool that a virtual server goes on from: that of its group, else that of the first of its services that had
    /// one; null where there is none.
    @Nullable Pool of(VirtualServer next) {
        Pool ofGroup = next.group() == null ? null : byGroup.get(next.title());
        if (ofGroup != null) {
            return ofGroup;
        }
        for (Service service : next.services()) {
            Pool pool = byService.get(service.key());
            if (pool != null) {
                return pool;
            }
        }
        return null;
    }

    /// Takes a service as one of the next configuration.
    ///
    /// @return its pool before, null for none
    @Nullable Pool take(VirtualServerKey service) {
        return left.remove(service);
    }

    /// The services that nothing took.
    Set<VirtualServerKey> left() {
        return left.keySet();
    }
}
