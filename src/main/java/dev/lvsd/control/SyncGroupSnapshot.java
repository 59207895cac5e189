package dev.lvsd.control;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A sync group.
///
/// @param name name of the `vrrp_sync_group`
/// @param state what its members are together
/// @param members names of its instances
/// @param track what it tracks for all of them; each of them shows it, too
/// @param since wall-clock time of the last change, null before the first
/// @param transitions changes of state since the start
/// @param reason of the last change, null before the first
public record SyncGroupSnapshot(
        String name,
        VrrpState state,
        List<String> members,
        List<TrackedSnapshot> track,
        @Nullable Instant since,
        long transitions,
        @Nullable String reason) {
    /// Copies the lists.
    public SyncGroupSnapshot {
        members = List.copyOf(members);
        track = List.copyOf(track);
    }
}
