package dev.lvsd.config;

import org.jspecify.annotations.Nullable;

/// What holds for all scripts.
///
/// @param defaultUser `script_user`; null for `keepalived_script` where that user exists, otherwise root
/// @param secure `enable_script_security`: a script that would run as root and that others may write is not run
public record ScriptPolicy(@Nullable ScriptUser defaultUser, boolean secure) {
    /// What a file that says nothing gets.
    public static final ScriptPolicy DEFAULTS = new ScriptPolicy(null, false);
}
