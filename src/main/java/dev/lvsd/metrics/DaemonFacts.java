package dev.lvsd.metrics;

import java.time.Instant;
import java.util.Map;

/// The director as a process, and its configuration.
///
/// @param version version of lvsd
/// @param routerId `router_id`
/// @param started wall-clock time of the start
/// @param ready whether the start is done
/// @param lostLogLines log lines dropped since the start
/// @param refusedConnections connections refused since the start, by server: `control`, `metrics`
/// @param warnings how many warnings the configuration in force has
/// @param lastLoad how the last reading of the configuration ended
/// @param loadedAt wall-clock time since when the configuration is in force
/// @param reloads reloads that were put in force since the start
/// @param reloadsRefused reloads that were not
public record DaemonFacts(
        String version,
        String routerId,
        Instant started,
        boolean ready,
        long lostLogLines,
        Map<String, Long> refusedConnections,
        int warnings,
        Load lastLoad,
        Instant loadedAt,
        long reloads,
        long reloadsRefused) {
    /// Copies the map.
    public DaemonFacts {
        refusedConnections = Map.copyOf(refusedConnections);
    }

    /// How a reading of the configuration ended.
    public enum Load {
        /// It is in force.
        DONE,
        /// It had errors or was refused: the one before it stays in force.
        REFUSED
    }
}
