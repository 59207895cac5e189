package dev.lvsd.ipvs.reconciler;

import dev.lvsd.ipvs.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the reconciler did since its start.
///
/// @param steps steps done, by kind; kinds that never occurred are absent
/// @param errors steps that the table refused, and reads and batches that failed as a whole
/// @param drift steps that it took to put back what someone else changed
/// @param reads whole reads of our part of the table
/// @param ignoredReports health reports for real servers or checkers that are not configured
/// @param lastError the last error, null for none yet
/// @param lastReadAt when the last read began, by the wall clock; null before the first
/// @param lastRead how long it took
/// @param lastBatch how long the last batch of steps took
/// @param allReads how long all reads took together
/// @param batches batches of steps
/// @param allBatches how long they took together
/// @param drains drains that have ended
public record TableTotals(
        Map<Step.Kind, Long> steps,
        long errors,
        long drift,
        long reads,
        long ignoredReports,
        @Nullable String lastError,
        @Nullable Instant lastReadAt,
        Duration lastRead,
        Duration lastBatch,
        Duration allReads,
        long batches,
        Duration allBatches,
        DrainTotals drains) {
    /// Nothing done yet.
    public static final TableTotals ZERO =
            new TableTotals(
                    Map.of(), 0, 0, 0, 0, null, null, Duration.ZERO, Duration.ZERO, Duration.ZERO, 0, Duration.ZERO,
                    DrainTotals.ZERO);

    /// Copies the map.
    public TableTotals {
        steps = Map.copyOf(steps);
    }

    /// All steps done.
    public long stepsDone() {
        return steps.values().stream().mapToLong(Long::longValue).sum();
    }
}
