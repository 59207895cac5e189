package dev.lvsd.sysctl;

/// What came of reading a sysctl.
public sealed interface SysctlReading {
    /// It has a value.
    ///
    /// @param text its words, with one blank between them
    record Value(String text) implements SysctlReading {}

    /// The kernel has none of that name now: no such interface, or a module that is not loaded.
    record Missing() implements SysctlReading {}

    /// It is there and cannot be read.
    ///
    /// @param reason in the kernel's words
    record Unreadable(String reason) implements SysctlReading {}
}
