package dev.lvsd.reload;

import dev.lvsd.config.Configuration;
import dev.lvsd.config.NotifySettings;
import dev.lvsd.config.VrrpSyncGroup;
import dev.lvsd.control.ConfigurationChange;
import dev.lvsd.control.ConfigurationChange.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The difference of sync groups, and of what holds for all notifications.
final class GroupChanges {
    private GroupChanges() {}

    static List<ConfigurationChange> of(Configuration before, Configuration after) {
        List<ConfigurationChange> changes = new ArrayList<>();
        Map<String, VrrpSyncGroup> left = new LinkedHashMap<>();
        before.syncGroups().forEach(group -> left.put(group.name(), group));
        for (VrrpSyncGroup group : after.syncGroups()) {
            VrrpSyncGroup old = left.remove(group.name());
            if (old == null) {
                changes.add(new ConfigurationChange(Kind.ADDED, subject(group), "added"));
            } else {
                changes.addAll(new Differences<>(subject(group), old, group)
                        .members("group", VrrpSyncGroup::members, name -> name)
                        .members("tracking:", it -> it.tracking().things(), InstanceChanges::text)
                        .value("sync_group_tracking_weight", it -> it.tracking().membersWeigh())
                        .fact("notifications are others", VrrpSyncGroup::notifications)
                        .changes());
            }
        }
        left.values().forEach(group -> changes.add(new ConfigurationChange(Kind.REMOVED, subject(group), "removed")));
        changes.addAll(new Differences<>("global_defs", before.notifying(), after.notifying())
                .fact("notify_fifo is another", NotifySettings::pipes)
                .value("fifo_write_vrrp_states_on_reload", NotifySettings::statesOnReload)
                .fact("mail is another", NotifySettings::mail)
                .value("lvsd: notify_timeout", settings -> settings.timeout().toMillis() / 1000.0)
                .fact("router_id in mail is another", NotifySettings::routerId)
                .changes());
        return changes;
    }

    private static String subject(VrrpSyncGroup group) {
        return "vrrp_sync_group " + group.name();
    }
}
