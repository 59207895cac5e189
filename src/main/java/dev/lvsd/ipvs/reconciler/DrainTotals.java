package dev.lvsd.ipvs.reconciler;

import java.util.EnumMap;
import java.util.Map;

/// Drains that have ended, of orders and of real servers that left the configuration.
///
/// @param ended how many, by result; results that never occurred are absent
/// @param connections connections that deadlines have cut
/// @param templates persistence templates that deadlines have cut
public record DrainTotals(Map<DrainEnd.Result, Long> ended, long connections, long templates) {
    /// None yet.
    public static final DrainTotals ZERO = new DrainTotals(Map.of(), 0, 0);

    /// Copies the map.
    public DrainTotals {
        ended = Map.copyOf(ended);
    }

    /// With one more.
    DrainTotals plus(DrainEnd end) {
        EnumMap<DrainEnd.Result, Long> next = new EnumMap<>(DrainEnd.Result.class);
        next.putAll(ended);
        next.merge(end.result(), 1L, Long::sum);
        return new DrainTotals(next, connections + end.connections(), templates + end.templates());
    }
}
