package dev.lvsd.metrics;

import dev.lvsd.ipvs.TableKind;
import java.time.Instant;
import java.util.Locale;

/// Samples of the process and its configuration.
final class DaemonSamples {
    private DaemonSamples() {}

    static void add(Samples samples, DaemonFacts daemon, TableKind table) {
        samples.info(Metric.BUILD, daemon.version(), Runtime.version().toString());
        samples.info(Metric.DIRECTOR, daemon.routerId(), table.name().toLowerCase(Locale.ROOT));
        samples.add(Metric.READY, SeriesLabels.NONE, daemon.ready());
        samples.add(Metric.START_TIME, seconds(daemon.started()));
        samples.add(Metric.LOG_LOST, daemon.lostLogLines());
        daemon.refusedConnections().forEach((server, count) -> samples.add(
                Metric.REFUSED_CONNECTIONS, Samples.labels(Metric.REFUSED_CONNECTIONS, server), count));
        samples.add(Metric.CONFIG_WARNINGS, daemon.warnings());
        samples.add(Metric.CONFIG_RELOAD_OK, SeriesLabels.NONE, daemon.lastLoad() == DaemonFacts.Load.DONE);
        samples.add(Metric.CONFIG_LOADED, seconds(daemon.loadedAt()));
        samples.add(Metric.CONFIG_RELOADS, Samples.labels(Metric.CONFIG_RELOADS, "done"), daemon.reloads());
        samples.add(Metric.CONFIG_RELOADS, Samples.labels(Metric.CONFIG_RELOADS, "refused"), daemon.reloadsRefused());
    }

    /// Seconds since 1970, to the millisecond.
    static double seconds(Instant instant) {
        return instant.toEpochMilli() / 1e3;
    }
}
