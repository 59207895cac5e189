package dev.lvsd.metrics;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The samples of one scrape, gathered family by family. No two samples of a family may have the same labels.
final class Samples {
    /// No time of creation is told: the kernel keeps none for its entries.
    private static final long NO_TIME = 0;

    private final Map<Metric, List<DataPointSnapshot>> families = new EnumMap<>(Metric.class);

    /// The labels of a family with these values, in the order of the table.
    static Labels labels(Metric metric, String... values) {
        return Labels.of(metric.labels().toArray(String[]::new), values);
    }

    /// Adds a number to a counter or a gauge.
    void add(Metric metric, Labels labels, double value) {
        family(metric).add(switch (metric.kind()) {
            case COUNTER -> new CounterDataPointSnapshot(value, labels, null, NO_TIME);
            case GAUGE -> new GaugeDataPointSnapshot(value, labels, null);
            case INFO, HISTOGRAM, SUMMARY -> throw new IllegalArgumentException(metric + " is no single number");
        });
    }

    /// Adds a truth to a gauge: 1 or 0.
    void add(Metric metric, Labels labels, boolean value) {
        add(metric, labels, value ? 1 : 0);
    }

    /// Adds a whole number to a counter or a gauge; beyond 2^53 it is rounded.
    void add(Metric metric, Labels labels, long value) {
        add(metric, labels, (double) value);
    }

    /// Adds a number to a counter or a gauge that has one series.
    void add(Metric metric, double value) {
        add(metric, Labels.EMPTY, value);
    }

    /// Adds a whole number to a counter or a gauge that has one series.
    void add(Metric metric, long value) {
        add(metric, Labels.EMPTY, (double) value);
    }

    /// Adds a count that the kernel keeps as an unsigned number.
    void unsigned(Metric metric, Labels labels, long value) {
        add(metric, labels, (double) (value >>> 1) * 2 + (value & 1));
    }

    /// Adds an info.
    void info(Metric metric, String... values) {
        family(metric).add(new InfoDataPointSnapshot(labels(metric, values)));
    }

    /// Adds to a summary.
    void summary(Metric metric, long count, Duration sum) {
        family(metric).add(new SummaryDataPointSnapshot(
                count, seconds(sum), Quantiles.EMPTY, Labels.EMPTY, Exemplars.EMPTY, NO_TIME));
    }

    /// Adds to a histogram.
    ///
    /// @param bounds upper bounds of the buckets in seconds, growing, the last one infinite
    /// @param counts of each bucket alone
    void histogram(Metric metric, Labels labels, List<Double> bounds, List<Long> counts, Duration sum) {
        family(metric).add(new HistogramDataPointSnapshot(
                ClassicHistogramBuckets.of(bounds, counts), seconds(sum), labels, Exemplars.EMPTY, NO_TIME));
    }

    /// A duration as Prometheus wants it.
    static double seconds(Duration duration) {
        return duration.getSeconds() + duration.getNano() / 1e9;
    }

    /// All families that have a sample.
    MetricSnapshots snapshots() {
        List<MetricSnapshot> all = new ArrayList<>(families.size());
        families.forEach((metric, points) -> all.add(snapshot(metric, points)));
        return new MetricSnapshots(all);
    }

    private static MetricSnapshot snapshot(Metric metric, List<DataPointSnapshot> points) {
        MetricMetadata metadata = new MetricMetadata(metric.base(), metric.help());
        return switch (metric.kind()) {
            case COUNTER -> new CounterSnapshot(metadata, as(CounterDataPointSnapshot.class, points));
            case GAUGE -> new GaugeSnapshot(metadata, as(GaugeDataPointSnapshot.class, points));
            case INFO -> new InfoSnapshot(metadata, as(InfoDataPointSnapshot.class, points));
            case HISTOGRAM -> new HistogramSnapshot(metadata, as(HistogramDataPointSnapshot.class, points));
            case SUMMARY -> new SummarySnapshot(metadata, as(SummaryDataPointSnapshot.class, points));
        };
    }

    private static <T> List<T> as(Class<T> type, List<DataPointSnapshot> points) {
        return points.stream().map(type::cast).toList();
    }

    private List<DataPointSnapshot> family(Metric metric) {
        return families.computeIfAbsent(metric, _ -> new ArrayList<>());
    }
}
