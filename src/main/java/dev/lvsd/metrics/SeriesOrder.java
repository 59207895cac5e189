package dev.lvsd.metrics;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// The order in which the series of a family are shown.
final class SeriesOrder {
    /// Of no series.
    static final SeriesOrder EMPTY = new SeriesOrder(List.of(), new int[0]);

    private final List<SeriesLabels> labels;
    private final int[] indexes;

    private SeriesOrder(List<SeriesLabels> labels, int[] indexes) {
        this.labels = labels;
        this.indexes = indexes;
    }

    /// The order of series with these labels.
    ///
    /// @throws IllegalStateException where two are the same, which no scraper would take
    static SeriesOrder of(List<SeriesLabels> labels) {
        int[] indexes = IntStream.range(0, labels.size())
                .boxed()
                .sorted(Comparator.comparing(labels::get))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int i = 1; i < indexes.length; i++) {
            SeriesLabels one = labels.get(indexes[i]);
            if (one.compareTo(labels.get(indexes[i - 1])) == 0) {
                throw new IllegalStateException("two series of one family have the labels " + one);
            }
        }
        return new SeriesOrder(labels, indexes);
    }

    /// Whether it is the order of just these labels: the same objects.
    boolean isOf(List<SeriesLabels> others) {
        return labels.equals(others);
    }

    /// The index of the series that is shown at a place.
    int index(int place) {
        return indexes[place];
    }
}
