package dev.lvsd.reload;

import dev.lvsd.config.Trackers;
import dev.lvsd.control.ConfigurationChange;
import dev.lvsd.control.ConfigurationChange.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The difference of tracked things in keepalived's words.
final class TrackerChanges {
    private TrackerChanges() {}

    static List<ConfigurationChange> between(Trackers before, Trackers after) {
        List<ConfigurationChange> changes = new ArrayList<>();
        add(changes, "vrrp_script", before.scripts(), after.scripts(), it -> it.name());
        add(changes, "vrrp_track_process", before.processes(), after.processes(), it -> it.name());
        add(changes, "track_file", before.files(), after.files(), it -> it.name());
        changes.addAll(new Differences<>("global_defs", before.policy(), after.policy())
                .value("script_user", policy -> policy.defaultUser())
                .value("enable_script_security", policy -> policy.secure())
                .changes());
        return changes;
    }

    private static <T> void add(
            List<ConfigurationChange> changes, String keyword, List<T> before, List<T> after,
            Function<T, String> name) {
        Map<String, T> left = new LinkedHashMap<>();
        before.forEach(one -> left.put(name.apply(one), one));
        for (T one : after) {
            T old = left.remove(name.apply(one));
            String subject = keyword + " " + name.apply(one);
            if (old == null) {
                changes.add(new ConfigurationChange(Kind.ADDED, subject, "added"));
            } else if (!old.equals(one)) {
                changes.add(new ConfigurationChange(Kind.CHANGED, subject, "its settings are others"));
            }
        }
        left.keySet().forEach(gone ->
                changes.add(new ConfigurationChange(Kind.REMOVED, keyword + " " + gone, "removed")));
    }
}
