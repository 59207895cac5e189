package dev.lvsd.reload;

import dev.lvsd.config.Configuration;
import dev.lvsd.config.VirtualServer;
import dev.lvsd.control.ConfigurationChange;
import dev.lvsd.control.ConfigurationChange.Kind;
import dev.lvsd.vrrp.InstanceDiff;
import java.util.ArrayList;
import java.util.List;

/// The difference between two configurations.
///
/// @param changes in words, in the order of the new file, what is removed last
/// @param cautions what the other nodes have to follow soon, a sentence each
/// @param entries virtual and real servers of the old configuration
/// @param removed those of them that the new one does not have
public record ConfigurationDiff(
        List<ConfigurationChange> changes, List<String> cautions, int entries, int removed) {
    /// Copies the lists.
    public ConfigurationDiff {
        changes = List.copyOf(changes);
        cautions = List.copyOf(cautions);
    }

    /// From one configuration to the next.
    public static ConfigurationDiff between(Configuration before, Configuration after) {
        List<ConfigurationChange> changes = new ArrayList<>();
        if (!before.routerId().equals(after.routerId())) {
            changes.add(new ConfigurationChange(
                    Kind.CHANGED, "router_id", before.routerId() + " -> " + after.routerId()));
        }
        List<String> later = before.daemon().differences(after.daemon());
        if (!later.isEmpty()) {
            changes.add(new ConfigurationChange(
                    Kind.CHANGED, "lvsd",
                    String.join(", ", later) + " changed; settings of lvsd count from the next start on"));
        }
        if (!before.daemon().drains().equals(after.daemon().drains())) {
            changes.add(new ConfigurationChange(
                    Kind.CHANGED, "lvsd", before.daemon().drains() + " -> " + after.daemon().drains()));
        }
        if (before.daemon().foreign() != after.daemon().foreign()) {
            changes.add(new ConfigurationChange(Kind.CHANGED, "lvsd", "foreign "
                    + before.daemon().foreign().word() + " -> " + after.daemon().foreign().word()));
        }
        changes.addAll(SysctlChanges.between(before.daemon().sysctls(), after.daemon().sysctls()));
        InstanceDiff instances = InstanceDiff.between(before.vrrpInstances(), after.vrrpInstances());
        changes.addAll(InstanceChanges.of(instances));
        changes.addAll(VrrpSettingsChanges.between(before.vrrp(), after.vrrp()));
        changes.addAll(StaticChanges.between(before.statics(), after.statics()));
        changes.addAll(TrackerChanges.between(before.trackers(), after.trackers()));
        changes.addAll(GroupChanges.of(before, after));
        changes.addAll(TableChanges.between(before.table(), after.table()));
        ServerDiff servers = ServerDiff.between(before.virtualServers(), after.virtualServers());
        changes.addAll(servers.changes());
        if (changes.isEmpty() && !before.equals(after)) {
            changes.add(new ConfigurationChange(Kind.CHANGED, "configuration", "the order of its blocks is another"));
        }
        return new ConfigurationDiff(
                changes, Cautions.of(instances), entries(before.virtualServers()), servers.removed());
    }

    /// Whether both are the same.
    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /// Whether more than half of the table's entries would go.
    public boolean removesMostOfTheTable() {
        return 2L * removed > entries;
    }

    private static int entries(List<VirtualServer> virtualServers) {
        return virtualServers.stream()
                .mapToInt(server -> server.services().size() * (1 + server.realServers().size()))
                .sum();
    }
}
