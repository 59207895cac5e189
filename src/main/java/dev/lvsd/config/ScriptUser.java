package dev.lvsd.config;

import org.jspecify.annotations.Nullable;

/// Who runs a script.
///
/// @param user name or number of the user
/// @param group name or number of the group, null for the user's own
public record ScriptUser(String user, @Nullable String group) {
    @Override
    public String toString() {
        return group == null ? user : user + ":" + group;
    }
}
