package dev.lvsd.sysctl;

import dev.lvsd.config.SysctlName;
import org.jspecify.annotations.Nullable;

/// A sysctl as it is now.
///
/// @param name its name
/// @param value what it has, null where it is not there or cannot be read
/// @param wanted what the configuration asks for, null for nothing
/// @param before what it had before lvsd changed it, null where lvsd has not
/// @param problem why it has not what is wanted, null where nothing is known to be wrong
/// @param help what it does, empty for one that lvsd does not know
public record SysctlEntry(
        SysctlName name, @Nullable String value, @Nullable String wanted, @Nullable String before,
        @Nullable String problem, String help) {
    /// Whether it has not what is wanted.
    public boolean isMismatch() {
        return wanted != null && !wanted.equals(value);
    }
}
