package dev.lvsd.config;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Whom a virtual router or a sync group tells what.
///
/// @param scripts `notify_master` and its like, by what they are told
/// @param always `notify`: told every state, with `INSTANCE` or `GROUP`, the name, the state and the priority as
///     further arguments; null for none
/// @param mail `smtp_alert`: every state is told by mail
/// @param priorityChanges `notify_priority_changes`: pipes are told of them
/// @param deleted `notify_deleted`: an instance that a reload removes tells `DELETED`, rather than `FAULT`
public record Notifications(
        Map<NotifyState, NotifyScript> scripts,
        @Nullable NotifyScript always,
        boolean mail,
        boolean priorityChanges,
        boolean deleted) {
    /// What a file that says nothing gets.
    public static final Notifications NONE = new Notifications(Map.of(), null, false, false, false);

    /// Copies the map.
    public Notifications {
        scripts = Map.copyOf(scripts);
    }
}
