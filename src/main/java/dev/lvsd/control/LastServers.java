package dev.lvsd.control;

import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.ipvs.reconciler.RealServerStatus;
import dev.lvsd.ipvs.reconciler.SorryServerStatus;
import dev.lvsd.ipvs.reconciler.TableStatus;
import dev.lvsd.ipvs.reconciler.VirtualServerStatus;
import dev.lvsd.orders.OrderTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What an order would take from clients: the last real servers that serve a virtual server, or its quorum where a
/// sorry server would get them.
final class LastServers {
    private static final int SHOWN = 4;

    private LastServers() {}

    /// What would happen if those left that an order is about.
    ///
    /// @return a sentence, null where every virtual server keeps serving
    static @Nullable String hurt(TableStatus table, OrderTarget leaving) {
        List<String> hurts = new ArrayList<>();
        for (VirtualServerStatus service : table.virtualServers()) {
            boolean counted = service.key().equals(service.virtualServer());
            String hurt = counted ? hurt(service, leaving) : null;
            if (hurt != null) {
                hurts.add(hurt);
            }
        }
        if (hurts.isEmpty()) {
            return null;
        }
        return hurts.stream().limit(SHOWN).collect(Collectors.joining("; "))
                + (hurts.size() > SHOWN ? "; and " + (hurts.size() - SHOWN) + " more virtual servers" : "")
                + " (--force orders it all the same)";
    }

    private static @Nullable String hurt(VirtualServerStatus service, OrderTarget leaving) {
        List<RealServerStatus> serving = service.realServers().stream().filter(LastServers::serves).toList();
        List<RealServerStatus> gone =
                serving.stream().filter(server -> covers(leaving, service.key(), server)).toList();
        if (gone.isEmpty()) {
            return null;
        }
        String names = gone.stream()
                .map(server -> server.configuredEndpoint().toString())
                .collect(Collectors.joining(", "));
        String place = ServiceName.of(service.key());
        SorryServerStatus sorry = service.sorryServer();
        if (gone.size() == serving.size()) {
            return names + (gone.size() == 1 ? " is the last real server that serves " : " are the last that serve ")
                    + place + ": without, "
                    + (sorry == null ? "nobody would" : "the sorry server " + sorry.endpoint() + " would");
        }
        long live = service.quorum().live() - gone.stream().mapToLong(LastServers::weight).sum();
        boolean lost = service.quorum().isUp() && live < service.quorum().needed();
        return sorry == null || !lost ? null
                : "without " + names + " the quorum of " + place + " is lost (weight " + live + " is left, "
                        + service.quorum().needed() + " needed): the sorry server " + sorry.endpoint() + " would serve";
    }

    private static boolean serves(RealServerStatus server) {
        return server.actual() != null && server.actual().weight() > 0;
    }

    private static long weight(RealServerStatus server) {
        return server.desired() == null ? 0 : server.desired().weight();
    }

    private static boolean covers(OrderTarget target, VirtualServerKey key, RealServerStatus server) {
        return (target.virtualServer() == null || target.virtualServer().equals(key))
                && target.address().equals(server.endpoint().address())
                && (target.port() == null || target.port() == server.configuredEndpoint().port());
    }
}
