package dev.lvsd.reload;

import dev.lvsd.config.SysctlSettings;
import dev.lvsd.config.SysctlWish;
import dev.lvsd.control.ConfigurationChange;
import dev.lvsd.control.ConfigurationChange.Kind;
import java.util.ArrayList;
import java.util.List;

/// The difference of the sysctls that are asked for.
final class SysctlChanges {
    private SysctlChanges() {}

    static List<ConfigurationChange> between(SysctlSettings before, SysctlSettings after) {
        List<ConfigurationChange> changes = new ArrayList<>();
        for (SysctlWish wish : after.wishes()) {
            SysctlWish old = before.of(wish.name());
            if (old == null) {
                changes.add(change(Kind.ADDED, wish.name() + " " + wish.value() + " added"));
            } else if (!old.equals(wish)) {
                changes.add(change(Kind.CHANGED, wish.name() + " " + old.value() + " -> " + wish.value()));
            }
        }
        for (SysctlWish wish : before.wishes()) {
            if (after.of(wish.name()) == null) {
                changes.add(change(Kind.REMOVED, wish.name() + " removed: the value from before comes back"));
            }
        }
        return changes;
    }

    private static ConfigurationChange change(Kind kind, String detail) {
        return new ConfigurationChange(kind, "lvsd sysctl", detail);
    }
}
