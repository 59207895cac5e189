package dev.lvsd.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The series of one counter or gauge at a scrape: columns instead of an object for each number, of which there are
/// 65,000 with 5,000 real servers.
final class Series {
    private final List<SeriesLabels> labels = new ArrayList<>();
    private double[] values = new double[1];

    void add(SeriesLabels of, double value) {
        if (labels.size() == values.length) {
            values = Arrays.copyOf(values, 2 * values.length);
        }
        values[labels.size()] = value;
        labels.add(of);
    }

    int size() {
        return labels.size();
    }

    SeriesLabels labels(int index) {
        return labels.get(index);
    }

    double value(int index) {
        return values[index];
    }

    /// The indexes of the series in the order of their labels.
    ///
    /// @param last a family whose order may be the same, since most families have the same series
    /// @throws IllegalStateException where two series have the same labels, which no scraper would take
    SeriesOrder order(SeriesOrder last) {
        return last.isOf(labels) ? last : SeriesOrder.of(labels);
    }
}
