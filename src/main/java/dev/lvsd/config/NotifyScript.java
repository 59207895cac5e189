package dev.lvsd.config;

import org.jspecify.annotations.Nullable;

/// A script that is told something.
///
/// @param command what is run
/// @param user who runs it, null for the default of all scripts
public record NotifyScript(ScriptCommand command, @Nullable ScriptUser user) {}
