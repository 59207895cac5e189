package dev.lvsd.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The labels of a series: made once for all the families that have a series with them, and equal to itself only.
/// The client library's own `Labels` examine each name anew, which makes 2 KB of garbage a series.
final class SeriesLabels implements Comparable<SeriesLabels> {
    /// Of a family with one series.
    static final SeriesLabels NONE = new SeriesLabels("", new String[0]);

    private final byte[] text;
    private final String[] values;

    /// @param text the labels in the text format
    /// @param values in the alphabetical order of their names
    private SeriesLabels(String text, String[] values) {
        this.text = text.getBytes(StandardCharsets.UTF_8);
        this.values = values;
    }

    /// The labels of a family with these values, in the order of the table.
    static SeriesLabels of(Metric metric, String... values) {
        String[] ordered = new String[values.length];
        StringBuilder text = new StringBuilder(96);
        char before = '{';
        for (int place = 0; place < values.length; place++) {
            int index = metric.alphabetical().get(place);
            ordered[place] = values[index];
            text.append(before).append(metric.labels().get(index)).append("=\"");
            escape(text, values[index]);
            text.append('"');
            before = ',';
        }
        return new SeriesLabels(text.append('}').toString(), ordered);
    }

    /// The same for the client library.
    static Labels library(Metric metric, String... values) {
        return Labels.of(metric.labels().toArray(String[]::new), values);
    }

    /// How many octets [#copyTo] writes.
    int length() {
        return text.length;
    }

    /// Writes the text format of it, in UTF-8: `{protocol="TCP",virtual_server="192.0.2.1:80"}`, nothing for none.
    void copyTo(byte[] buffer, int at) {
        System.arraycopy(text, 0, buffer, at, text.length);
    }

    /// The order of series in a family, which is the client library's.
    @Override
    public int compareTo(SeriesLabels other) {
        return Arrays.compare(values, other.values);
    }

    @Override
    public String toString() {
        return new String(text, StandardCharsets.UTF_8);
    }

    private static void escape(StringBuilder text, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '"' -> text.append("\\\"");
                case '\n' -> text.append("\\n");
                default -> text.append(c);
            }
        }
    }
}
