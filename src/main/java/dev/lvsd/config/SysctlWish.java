package dev.lvsd.config;

/// A kernel parameter that shall have a value.
///
/// @param name its name
/// @param value numbers in decimal, several with one blank between them, or another text
/// @param origin where that stands
public record SysctlWish(SysctlName name, String value, Origin origin) {}
