package dev.lvsd.control;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How programming the IPVS table goes.
///
/// @param kind where the table is
/// @param steps changes made since the start, by kind in snake_case: `add_real_server`
/// @param errors steps that the kernel refused
/// @param drift differences that someone else made and lvsd put back
/// @param syncs times that the table was read and compared
/// @param lastSync wall-clock time of the last of them, null before the first
/// @param lastSyncTook how long it took, in seconds; null before the first
/// @param lastError the last error in the kernel's words, null where there was none
/// @param others what other programs have in the table
public record TableSnapshot(
        Kind kind,
        SortedMap<String, Long> steps,
        long errors,
        long drift,
        long syncs,
        @Nullable Instant lastSync,
        @JsonProperty("last_sync_seconds") @Nullable Duration lastSyncTook,
        @Nullable String lastError,
        OthersSnapshot others) {
    /// Copies the map.
    public TableSnapshot {
        steps = Collections.unmodifiableSortedMap(new TreeMap<>(steps));
    }

    /// Where the table is.
    public enum Kind {
        /// In the kernel: packets are forwarded.
        @JsonProperty("kernel")
        KERNEL,
        /// In the process, by `--table memory`: nothing is forwarded.
        @JsonProperty("memory")
        MEMORY
    }
}
