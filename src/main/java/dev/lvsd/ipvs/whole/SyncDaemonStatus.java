package dev.lvsd.ipvs.whole;

import dev.lvsd.ipvs.SyncDaemon;
import dev.lvsd.ipvs.SyncDaemon.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One synchronisation daemon at one moment.
///
/// @param role what it does
/// @param wanted whether it shall run now
/// @param running how it runs, null where it does not
/// @param since when that changed, or was first seen, by the wall clock; null for never
/// @param error why it could not be started or stopped, null where the last step was done
public record SyncDaemonStatus(
        Role role, boolean wanted, @Nullable SyncDaemon running, @Nullable Instant since, @Nullable String error) {}
