package dev.lvsd.control;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One change of the IPVS table that would be made.
///
/// @param type what is done: `add_virtual_server`, `edit_virtual_server`, `delete_virtual_server`, `add_real_server`,
///     `edit_real_server` or `delete_real_server`
/// @param virtualServer `TCP 192.0.2.1:80`, `FWM 7`
/// @param realServer `192.0.2.21:80`, null where it is about the virtual server itself
/// @param before options that the table has, by keepalived's names; null where it is added
/// @param after options that it would have; null where it is deleted
/// @param ipvsadm the command that does the same
/// @param description what differs, in a line
/// @param refused why the kernel refused it the last time, null where it did not
public record StepSnapshot(
        String type,
        String virtualServer,
        @Nullable String realServer,
        @Nullable Map<String, Object> before,
        @Nullable Map<String, Object> after,
        String ipvsadm,
        String description,
        @Nullable String refused) {
    /// Copies the maps and keeps their order.
    public StepSnapshot {
        before = copy(before);
        after = copy(after);
    }

    private static @Nullable Map<String, Object> copy(@Nullable Map<String, Object> options) {
        return options == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }
}
