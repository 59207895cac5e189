package dev.lvsd.metrics;

import dev.lvsd.ipvs.reconciler.DrainEnd;
import dev.lvsd.ipvs.reconciler.DrainTotals;
import dev.lvsd.ipvs.reconciler.RealServerStatus;
import dev.lvsd.ipvs.reconciler.TableStatus;
import dev.lvsd.ipvs.reconciler.VirtualServerStatus;
import dev.lvsd.orders.Standing;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/// Samples of operators' orders and of drains.
final class OrderSamples {
    private OrderSamples() {}

    static void add(Samples samples, TableStatus table) {
        samples.add(Metric.ORDERS, table.orders().size());
        samples.add(Metric.ORDERS_IDLE, table.orders().stream().filter(order -> order.about().isEmpty()).count());
        phases(samples, table);
        DrainTotals drains = table.totals().drains();
        for (DrainEnd.Result result : DrainEnd.Result.values()) {
            samples.add(
                    Metric.DRAINS_ENDED,
                    Samples.labels(Metric.DRAINS_ENDED, word(result)),
                    drains.ended().getOrDefault(result, 0L));
        }
        samples.add(Metric.DRAIN_CONNECTIONS, drains.connections());
        samples.add(Metric.DRAIN_TEMPLATES, drains.templates());
    }

    private static void phases(Samples samples, TableStatus table) {
        Map<Standing.Phase, Long> counts = new EnumMap<>(Standing.Phase.class);
        for (VirtualServerStatus virtualServer : table.virtualServers()) {
            for (RealServerStatus realServer : virtualServer.realServers()) {
                Standing standing = realServer.standing();
                if (standing != null) {
                    counts.merge(standing.phase(), 1L, Long::sum);
                }
            }
        }
        for (Standing.Phase phase : Standing.Phase.values()) {
            samples.add(Metric.ORDERED, Samples.labels(Metric.ORDERED, word(phase)), counts.getOrDefault(phase, 0L));
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
