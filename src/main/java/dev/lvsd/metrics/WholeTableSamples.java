package dev.lvsd.metrics;

import dev.lvsd.ipvs.whole.SyncDaemonStatus;
import dev.lvsd.ipvs.whole.WholeStatus;

/// Samples of what belongs to the IPVS table as a whole.
final class WholeTableSamples {
    private WholeTableSamples() {}

    static void add(Samples samples, WholeStatus status) {
        for (SyncDaemonStatus daemon : status.daemons()) {
            SeriesLabels labels = Samples.labels(Metric.SYNC_RUNNING, daemon.role().word());
            samples.add(Metric.SYNC_RUNNING, labels, daemon.running() != null);
            samples.add(Metric.SYNC_WANTED, labels, daemon.wanted());
        }
        samples.add(Metric.IPVS_WHOLE_ERRORS, status.errors());
        samples.add(Metric.IPVS_WHOLE_DRIFT, status.drift());
    }
}
