package dev.lvsd.sysctl;

import org.jspecify.annotations.Nullable;

/// Something that hurts with a sysctl as it is on this node.
///
/// @param subject what it is about, the same for the same trouble: `expire_nodest_conn`
/// @param place where the configuration says what suffers, null for no single place
/// @param message what hurts
/// @param remedy what to set
public record SysctlWarning(String subject, @Nullable String place, String message, String remedy) {
    /// In a line.
    public String sentence() {
        return (place == null ? "" : place + ": ") + message + " (" + remedy + ")";
    }
}
