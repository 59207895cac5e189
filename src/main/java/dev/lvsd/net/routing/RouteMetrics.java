package dev.lvsd.net.routing;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/// What a route says about the connections over it.
///
/// @param values numbers, by what they are
/// @param locked those of them that the kernel does not change
/// @param ecn `features ecn`: explicit congestion notification
/// @param congestion `congctl`: name of the congestion control, empty for the system's
/// @param congestionLocked whether programs may not choose another one
public record RouteMetrics(
        Map<RouteMetric, Long> values,
        Set<RouteMetric> locked,
        boolean ecn,
        String congestion,
        boolean congestionLocked) {
    /// Nothing said.
    public static final RouteMetrics NONE = new RouteMetrics(Map.of(), Set.of(), false, "", false);

    /// Copies map and set, in the order of the constants.
    public RouteMetrics {
        EnumMap<RouteMetric, Long> ordered = new EnumMap<>(RouteMetric.class);
        ordered.putAll(values);
        values = Collections.unmodifiableMap(ordered);
        EnumSet<RouteMetric> set = EnumSet.noneOf(RouteMetric.class);
        set.addAll(locked);
        locked = Collections.unmodifiableSet(set);
    }

    /// Whether nothing is said.
    public boolean isEmpty() {
        return equals(NONE);
    }

    /// ` mtu lock 1200 features ecn`, or nothing.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        values.forEach((metric, value) -> text.append(' ').append(metric.word())
                .append(locked.contains(metric) ? " lock " : " ").append(value));
        if (ecn) {
            text.append(" features ecn");
        }
        if (!congestion.isEmpty()) {
            text.append(congestionLocked ? " congctl lock " : " congctl ").append(congestion);
        }
        return text.toString();
    }
}
