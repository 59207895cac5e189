package dev.lvsd.metrics;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// All families of one scrape in the order of their names. Counters and gauges of the director go out by
/// [NumberWriter], everything else by the client library.
final class Exposition {
    private static final PrometheusTextFormatWriter LIBRARY = PrometheusTextFormatWriter.create();

    private final SortedMap<String, Family> families = new TreeMap<>();

    private sealed interface Family {
        record Numbers(Metric metric, Series series) implements Family {}

        record Whole(MetricSnapshot snapshot) implements Family {}
    }

    /// Adds a counter or a gauge.
    void add(Metric metric, Series series) {
        families.put(metric.base(), new Family.Numbers(metric, series));
    }

    /// Adds a family of the client library.
    void add(MetricSnapshot snapshot) {
        families.put(snapshot.getMetadata().getPrometheusName(), new Family.Whole(snapshot));
    }

    /// Writes the text format. Does not close the stream.
    void write(OutputStream out) throws IOException {
        NumberWriter numbers = new NumberWriter(out);
        List<MetricSnapshot> waiting = new ArrayList<>();
        for (Family family : families.values()) {
            switch (family) {
                case Family.Whole(MetricSnapshot snapshot) -> waiting.add(snapshot);
                case Family.Numbers(Metric metric, Series series) -> {
                    hand(waiting, numbers, out);
                    numbers.write(metric, series);
                }
            }
        }
        hand(waiting, numbers, out);
        numbers.flush();
    }

    /// Writes what waits for the library, after what waits in the other writer.
    private static void hand(List<MetricSnapshot> waiting, NumberWriter numbers, OutputStream out)
            throws IOException {
        if (!waiting.isEmpty()) {
            numbers.flush();
            LIBRARY.write(out, new MetricSnapshots(waiting));
            waiting.clear();
        }
    }
}
