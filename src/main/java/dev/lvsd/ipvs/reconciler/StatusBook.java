package dev.lvsd.ipvs.reconciler;

import dev.lvsd.check.Health;
import dev.lvsd.config.RealServer;
import dev.lvsd.config.SorryServer;
import dev.lvsd.config.VirtualServer;
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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The status of every service, written anew only for those that changed. Belongs to one thread.
///
/// A real server that is not in the table keeps the totals that it had there: the kernel keeps them too for two
/// minutes, so that they go on where they stopped.
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
    ///
    /// @param refusal what the table refuses of a service, null for nothing
    List<VirtualServerStatus> list(
            Map<VirtualServerKey, Pool> pools,
            TableModel believed,
            Map<VirtualServerKey, VirtualServerCounters> counters,
            Function<VirtualServerKey, @Nullable String> refusal) {
        List<VirtualServerStatus> list = new ArrayList<>(pools.size());
        pools.forEach((key, pool) -> {
            VirtualServerStatus page = pages.get(key);
            if (page == null || outdated.contains(key)) {
                VirtualServerCounters read = counters.getOrDefault(key, VirtualServerCounters.ZERO);
                page = page(key, pool, believed, KeptTotals.of(read, page), refusal.apply(key));
                pages.put(key, page);
            }
            list.add(page);
        });
        outdated.clear();
        if (pages.size() > pools.size()) {
            pages.keySet().retainAll(pools.keySet());
        }
        return list;
    }

    private static VirtualServerStatus page(
            VirtualServerKey key,
            Pool pool,
            TableModel believed,
            KeptTotals counters,
            @Nullable String refusal) {
        VirtualServer virtualServer = pool.virtualServer();
        VirtualServerEntry desired = pool.desired(key);
        VirtualServerEntry actual = believed.entry(key);
        SortedMap<Endpoint, RealServerOptions> others = new TreeMap<>();
        if (actual != null) {
            others.putAll(actual.realServers());
        }
        List<RealServerStatus> realServers = new ArrayList<>();
        for (RealServer configured : virtualServer.realServers()) {
            Endpoint endpoint = configured.endpoint(key);
            realServers.add(new RealServerStatus(
                    endpoint,
                    configured.endpoint(),
                    pool.health(configured.endpoint()),
                    pool.since(configured.endpoint()),
                    configured.options(),
                    desired.realServers().get(endpoint),
                    others.remove(endpoint),
                    counters.of(endpoint),
                    null));
        }
        SorryServerStatus sorryServer = sorryServer(key, pool, actual, counters);
        if (sorryServer != null) {
            others.remove(sorryServer.endpoint());
        }
        others.forEach((endpoint, options) -> realServers.add(new RealServerStatus(
                endpoint, endpoint, Health.UNKNOWN, null, null, null, options, counters.of(endpoint), null)));
        return new VirtualServerStatus(
                key,
                virtualServer.key(),
                virtualServer.group(),
                desired.options(),
                actual == null ? null : actual.options(),
                counters.traffic(),
                pool.quorum(),
                sorryServer,
                realServers,
                refusal);
    }

    private static @Nullable SorryServerStatus sorryServer(
            VirtualServerKey key, Pool pool, @Nullable VirtualServerEntry actual, KeptTotals counters) {
        SorryServer sorry = pool.virtualServer().sorryServer();
        if (sorry == null) {
            return null;
        }
        Endpoint endpoint = sorry.endpoint(key);
        return new SorryServerStatus(
                endpoint,
                !pool.quorum().isUp(),
                sorry.options(),
                actual == null ? null : actual.realServers().get(endpoint),
                counters.of(endpoint));
    }
}
