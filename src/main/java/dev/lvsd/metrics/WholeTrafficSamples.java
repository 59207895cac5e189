package dev.lvsd.metrics;

import dev.lvsd.ipvs.TrafficCounters;

/// Samples of what the kernel counts of all virtual servers together: unlike the sum over the virtual servers, they
/// do not shrink when one is removed.
final class WholeTrafficSamples {
    private WholeTrafficSamples() {}

    static void add(Samples samples, TrafficCounters seen) {
        samples.unsigned(Metric.ALL_CONNECTIONS, SeriesLabels.NONE, seen.connections());
        samples.unsigned(Metric.ALL_IN_PACKETS, SeriesLabels.NONE, seen.inPackets());
        samples.unsigned(Metric.ALL_OUT_PACKETS, SeriesLabels.NONE, seen.outPackets());
        samples.unsigned(Metric.ALL_IN_BYTES, SeriesLabels.NONE, seen.inBytes());
        samples.unsigned(Metric.ALL_OUT_BYTES, SeriesLabels.NONE, seen.outBytes());
    }
}
