package dev.lvsd.metrics;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Exemplars;
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

    private final Map<Metric, Series> numbers = new EnumMap<>(Metric.class);
    private final Map<Metric, List<DataPointSnapshot>> others = new EnumMap<>(Metric.class);

    /// The labels of a family with these values, in the order of the table.
    static SeriesLabels labels(Metric metric, String... values) {
        return SeriesLabels.of(metric, values);
    }

    /// Adds a number to a counter or a gauge.
    void add(Metric metric, SeriesLabels labels, double value) {
        switch (metric.kind()) {
            case COUNTER, GAUGE -> numbers.computeIfAbsent(metric, _ -> new Series()).add(labels, value);
            case INFO, HISTOGRAM, SUMMARY -> throw new IllegalArgumentException(metric + " is no single number");
        }
    }

    /// Adds a truth to a gauge: 1 or 0.
    void add(Metric metric, SeriesLabels labels, boolean value) {
        add(metric, labels, value ? 1 : 0);
    }

    /// Adds a whole number to a counter or a gauge; beyond 2^53 it is rounded.
    void add(Metric metric, SeriesLabels labels, long value) {
        add(metric, labels, (double) value);
    }

    /// Adds a number to a counter or a gauge that has one series.
    void add(Metric metric, double value) {
        add(metric, SeriesLabels.NONE, value);
    }

    /// Adds a whole number to a counter or a gauge that has one series.
    void add(Metric metric, long value) {
        add(metric, SeriesLabels.NONE, (double) value);
    }

    /// Adds a count that the kernel keeps as an unsigned number.
    void unsigned(Metric metric, SeriesLabels labels, long value) {
        add(metric, labels, (double) (value >>> 1) * 2 + (value & 1));
    }

    /// Adds an info.
    void info(Metric metric, String... values) {
        family(metric).add(new InfoDataPointSnapshot(SeriesLabels.library(metric, values)));
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

    /// All families that have a sample, to be written together with those of the client library.
    ///
    /// @param library what else is shown
    Exposition with(MetricSnapshots library) {
        Exposition all = new Exposition();
        numbers.forEach(all::add);
        others.forEach((metric, points) -> all.add(snapshot(metric, points)));
        library.forEach(all::add);
        return all;
    }

    private static MetricSnapshot snapshot(Metric metric, List<DataPointSnapshot> points) {
        MetricMetadata metadata = new MetricMetadata(metric.base(), metric.help());
        return switch (metric.kind()) {
            case COUNTER, GAUGE -> throw new IllegalArgumentException(metric + " is a single number");
            case INFO -> new InfoSnapshot(metadata, as(InfoDataPointSnapshot.class, points));
            case HISTOGRAM -> new HistogramSnapshot(metadata, as(HistogramDataPointSnapshot.class, points));
            case SUMMARY -> new SummarySnapshot(metadata, as(SummaryDataPointSnapshot.class, points));
        };
    }

    private static <T> List<T> as(Class<T> type, List<DataPointSnapshot> points) {
        return points.stream().map(type::cast).toList();
    }

    private List<DataPointSnapshot> family(Metric metric) {
        return others.computeIfAbsent(metric, _ -> new ArrayList<>());
    }
}
