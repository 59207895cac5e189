package dev.lvsd.ipvs.reconciler;

import dev.lvsd.ipvs.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Counts for [TableTotals]. Belongs to one thread.
final class Tally {
    private final Map<Step.Kind, Long> steps = new EnumMap<>(Step.Kind.class);
    private long errors;
    private long drift;
    private long reads;
    private long ignoredReports;
    private @Nullable String lastError;
    private @Nullable Instant lastReadAt;
    private Duration lastRead = Duration.ZERO;
    private Duration lastBatch = Duration.ZERO;
    private Duration allReads = Duration.ZERO;
    private long batches;
    private Duration allBatches = Duration.ZERO;

    void done(Step step) {
        steps.merge(step.kind(), 1L, Long::sum);
    }

    void error(String text) {
        errors++;
        lastError = text;
    }

    void drift(int count) {
        drift += count;
    }

    void read(Instant at, Duration took) {
        reads++;
        lastReadAt = at;
        lastRead = took;
        allReads = allReads.plus(took);
    }

    void compared(Duration took) {
        lastRead = lastRead.plus(took);
        allReads = allReads.plus(took);
    }

    void batch(Duration took) {
        lastBatch = took;
        batches++;
        allBatches = allBatches.plus(took);
    }

    void ignoredReport() {
        ignoredReports++;
    }

    TableTotals totals(DrainTotals drains) {
        return new TableTotals(
                steps, errors, drift, reads, ignoredReports, lastError, lastReadAt, lastRead, lastBatch, allReads,
                batches, allBatches, drains);
    }
}
