package dev.lvsd.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Our writer beside the client library's.
class ExpositionTest {
    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0, 1, -1, 7, 10, 99, 100, 9_999_999, 10_000_000, 1e15, 0.1, 1.5, 3e-9,
        Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Long.MAX_VALUE, Double.MIN_VALUE})
    void numberIsWrittenAsTheClientLibraryWritesIt(double value) throws IOException {
        assertEquals(library(value, "TCP 192.0.2.1:80", "TCP"), ours(value, "TCP 192.0.2.1:80", "TCP"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "a \"quoted\" one", "back\\slash", "two\nlines", "\u00fcml\u00e4ut", ""})
    void labelIsEscapedAsTheClientLibraryEscapesIt(String label) throws IOException {
        assertEquals(library(1, label, "TCP"), ours(1, label, "TCP"));
    }

    @Test
    void twoSeriesWithTheSameLabelsAreADefect() {
        Samples samples = new Samples();
        samples.add(Metric.VS_UP, Samples.labels(Metric.VS_UP, "a", "TCP"), 1);
        samples.add(Metric.VS_UP, Samples.labels(Metric.VS_UP, "a", "TCP"), 0);
        assertThrows(IllegalStateException.class,
                () -> samples.with(new MetricSnapshots()).write(new ByteArrayOutputStream()));
    }

    private static String ours(double value, String... labels) throws IOException {
        Samples samples = new Samples();
        samples.add(Metric.VS_UP, Samples.labels(Metric.VS_UP, labels), value);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        samples.with(new MetricSnapshots()).write(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String library(double value, String... labels) throws IOException {
        GaugeSnapshot gauge = GaugeSnapshot.builder()
                .name(Metric.VS_UP.exposed())
                .help(Metric.VS_UP.help())
                .dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                        .labels(Labels.of(Metric.VS_UP.labels().toArray(String[]::new), labels))
                        .value(value)
                        .build())
                .build();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrometheusTextFormatWriter.create().write(out, new MetricSnapshots(gauge));
        return out.toString(StandardCharsets.UTF_8);
    }
}
