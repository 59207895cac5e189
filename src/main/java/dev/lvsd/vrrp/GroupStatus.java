package dev.lvsd.vrrp;

import dev.lvsd.config.VrrpSyncGroup;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is known of a sync group at one moment.
///
/// @param group its configuration
/// @param state what its members are together
/// @param since wall-clock time of the last change, null before the first
/// @param transitions how many there were
/// @param reason of the last change, empty before the first
public record GroupStatus(
        VrrpSyncGroup group, RouterState state, @Nullable Instant since, long transitions, String reason) {}
