package dev.lvsd.config;

import dev.lvsd.config.keyword.Place;
import dev.lvsd.config.tree.Node;
import dev.lvsd.config.tree.Word;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads `vrrp_sync_group`. A member that is no instance is left out, and so is a group without members.
final class SyncGroupReader {
    private final Map<String, VrrpInstance> instances = new HashMap<>();
    private final Map<String, String> groups = new HashMap<>();
    private final Trackers trackers;
    private final Values values;

    private SyncGroupReader(List<VrrpInstance> instances, Trackers trackers, Values values) {
        this.trackers = trackers;
        instances.forEach(instance -> this.instances.put(instance.name(), instance));
        this.values = values;
    }

    static List<VrrpSyncGroup> read(
            Section root, List<VrrpInstance> instances, Trackers trackers, GlobalDefaults defaults, Values values) {
        SyncGroupReader reader = new SyncGroupReader(instances, trackers, values);
        List<VrrpSyncGroup> found = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Node.Statement block : root.all("vrrp_sync_group")) {
            if (block.words().isEmpty()) {
                continue;
            }
            String name = block.words().getFirst().text();
            if (!names.add(name)) {
                values.problems().mistake(block.position(), "vrrp_sync_group " + name + " is given twice",
                        "it is ignored here", null);
                continue;
            }
            VrrpSyncGroup group = reader.group(name, new Section(Place.SYNC_GROUP, block, values), defaults);
            if (group != null) {
                found.add(group);
            }
        }
        return found;
    }

    private @Nullable VrrpSyncGroup group(String name, Section section, GlobalDefaults defaults) {
        Notifications notifications = NotificationsReader.ofGroup(section, defaults);
        List<String> members = members(name, section);
        if (members.isEmpty()) {
            values.problems().mistake(section.position(), "vrrp_sync_group " + name + " has no members",
                    "it is ignored", "it needs group { … } with names of vrrp_instance");
            return null;
        }
        if (members.size() == 1) {
            values.problems().warning(section.position(), "vrrp_sync_group " + name + " has a single member", null);
        }
        List<VrrpInstance> running = members.stream().map(instances::get).filter(Objects::nonNull).toList();
        long owners = running.stream().filter(member -> member.priority() == 255).count();
        if (owners != 0 && owners != members.size()) {
            values.problems().warning(section.position(), "vrrp_sync_group " + name + " has members with priority 255"
                    + " and others", "owners take over at once only where all members are owners");
        }
        return new VrrpSyncGroup(
                name, members, GroupTrackingReader.read(name, section, running, trackers, values), notifications);
    }

    private List<String> members(String group, Section section) {
        List<String> members = new ArrayList<>();
        for (Node.Line line : section.lines("group")) {
            line.words().forEach(word -> {
                if (isMember(group, word)) {
                    members.add(word.text());
                }
            });
        }
        return members;
    }

    private boolean isMember(String group, Word word) {
        String name = word.text();
        if (!instances.containsKey(name)) {
            values.problems().mistake(word.position(), "no vrrp_instance is named " + name, "it is no member", null);
            return false;
        }
        String other = groups.putIfAbsent(name, group);
        if (group.equals(other)) {
            values.problems().mistake(word.position(), "vrrp_instance " + name + " is given twice",
                    "it counts once", null);
        } else if (other != null) {
            values.problems().error(word.position(), "vrrp_instance " + name + " is already in vrrp_sync_group "
                    + other, "an instance is in one group at most");
        }
        return other == null;
    }
}
