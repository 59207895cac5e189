package dev.lvsd.ipvs.reconciler;

import dev.lvsd.check.Health;
import dev.lvsd.config.RealServer;
import dev.lvsd.config.SorryServer;
import dev.lvsd.ipvs.RealServerOptions;
import dev.lvsd.ipvs.TableModel;
import dev.lvsd.ipvs.VirtualServerCounters;
import dev.lvsd.ipvs.VirtualServerEntry;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.net.Endpoint;
import dev.lvsd.pool.Pool;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The status of every virtual server, written anew only for those that changed. Belongs to one thread.
final class StatusBook {
    private final Map<VirtualServerKey, VirtualServerStatus> pages = new HashMap<>();
    private final Set<VirtualServerKey> outdated = new HashSet<>();

    void changed(VirtualServerKey key) {
        outdated.add(key);
    }

    void changed(Collection<VirtualServerKey> keys) {
        outdated.addAll(keys);
    }

    /// The status of all pools in their order.
    List<VirtualServerStatus> list(
            Map<VirtualServerKey, Pool> pools,
            TableModel believed,
            Map<VirtualServerKey, VirtualServerCounters> counters) {
        pages.keySet().removeAll(outdated);
        outdated.clear();
        List<VirtualServerStatus> list = new ArrayList<>(pools.size());
        pools.forEach((key, pool) -> list.add(pages.computeIfAbsent(
                key, _ -> page(pool, believed, counters.getOrDefault(key, VirtualServerCounters.ZERO)))));
        return list;
    }

    private static VirtualServerStatus page(Pool pool, TableModel believed, VirtualServerCounters counters) {
        VirtualServerKey key = pool.virtualServer().key();
        VirtualServerEntry desired = pool.desired();
        VirtualServerEntry actual = believed.entry(key);
        SortedMap<Endpoint, RealServerOptions> others = new TreeMap<>();
        if (actual != null) {
            others.putAll(actual.realServers());
        }
        List<RealServerStatus> realServers = new ArrayList<>();
        for (RealServer configured : pool.virtualServer().realServers()) {
            Endpoint endpoint = configured.endpoint();
            realServers.add(new RealServerStatus(
                    endpoint,
                    pool.health(endpoint),
                    pool.since(endpoint),
                    configured.options(),
                    desired.realServers().get(endpoint),
                    others.remove(endpoint),
                    counters.of(endpoint),
                    null));
        }
        SorryServerStatus sorryServer = sorryServer(pool, actual, counters);
        if (sorryServer != null) {
            others.remove(sorryServer.endpoint());
        }
        others.forEach((endpoint, options) -> realServers.add(new RealServerStatus(
                endpoint, Health.UNKNOWN, null, null, null, options, counters.of(endpoint), null)));
        return new VirtualServerStatus(
                key,
                desired.options(),
                actual == null ? null : actual.options(),
                counters.traffic(),
                pool.quorum(),
                sorryServer,
                realServers);
    }

    private static @Nullable SorryServerStatus sorryServer(
            Pool pool, @Nullable VirtualServerEntry actual, VirtualServerCounters counters) {
        SorryServer sorry = pool.virtualServer().sorryServer();
        return sorry == null ? null : new SorryServerStatus(
                sorry.endpoint(),
                !pool.quorum().isUp(),
                sorry.options(),
                actual == null ? null : actual.realServers().get(sorry.endpoint()),
                counters.of(sorry.endpoint()));
    }
}
