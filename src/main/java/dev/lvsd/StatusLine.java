package dev.lvsd;

import dev.lvsd.check.Health;
import dev.lvsd.ipvs.reconciler.RealServerStatus;
import dev.lvsd.ipvs.reconciler.TableStatus;
import dev.lvsd.vrrp.InstanceStatus;
import dev.lvsd.vrrp.RouterState;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The director in one line: `VI_1 master; 3 of 4 real servers up`.
final class StatusLine {
    /// More virtual routers than this are counted and not named.
    private static final int NAMED = 3;

    private StatusLine() {}

    /// The line.
    static String of(List<InstanceStatus> instances, TableStatus table) {
        List<String> parts = new ArrayList<>();
        if (!instances.isEmpty()) {
            parts.add(instances.size() <= NAMED ? named(instances) : counted(instances));
        }
        parts.add(table.acknowledged() ? servers(table) : "the table is not programmed yet");
        return String.join("; ", parts);
    }

    private static String named(List<InstanceStatus> instances) {
        return String.join(", ", instances.stream()
                .map(one -> one.instance().name() + " " + word(one.state()))
                .toList());
    }

    private static String counted(List<InstanceStatus> instances) {
        Map<RouterState, Integer> counts = new EnumMap<>(RouterState.class);
        instances.forEach(one -> counts.merge(one.state(), 1, Integer::sum));
        return String.join(", ", counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + word(entry.getKey()))
                .toList());
    }

    private static String servers(TableStatus table) {
        List<RealServerStatus> all = table.virtualServers().stream()
                .flatMap(virtualServer -> virtualServer.realServers().stream())
                .toList();
        return all.isEmpty() ? "no real servers" : up(all) + " of " + all.size() + " real servers up";
    }

    private static long up(List<RealServerStatus> all) {
        return all.stream().filter(one -> one.health() == Health.UP).count();
    }

    private static String word(RouterState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
