package dev.lvsd.config;

import dev.lvsd.ipvs.Timeouts;
import org.jspecify.annotations.Nullable;

/// What `global_defs` says of the IPVS table as a whole.
///
/// @param timeouts `lvs_timeouts`; 0 for what is not said
/// @param flushAtStart `lvs_flush`
/// @param flushOnStop `lvs_flush_on_stop` without `VS`
/// @param sync `lvs_sync_daemon`, null for none
public record TableSettings(
        Timeouts timeouts, boolean flushAtStart, boolean flushOnStop, @Nullable SyncSettings sync) {
    /// Nothing is said.
    public static final TableSettings NONE = new TableSettings(Timeouts.NONE, false, false, null);
}
