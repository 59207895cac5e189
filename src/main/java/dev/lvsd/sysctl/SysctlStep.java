package dev.lvsd.sysctl;

import dev.lvsd.config.SysctlName;

/// A value to write.
///
/// @param name of the sysctl
/// @param value to write
/// @param before what it has now
/// @param why the reason
record SysctlStep(SysctlName name, String value, String before, Why why) {
    /// Why a sysctl is written.
    enum Why {
        /// The configuration asks for it.
        SET,
        /// The configuration asks for it, it was so, and somebody has changed it.
        PUT_BACK,
        /// The configuration asks for it no more.
        RESTORE
    }
}
