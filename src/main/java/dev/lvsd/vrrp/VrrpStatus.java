package dev.lvsd.vrrp;

import dev.lvsd.track.TrackerStates;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of all virtual routers at one moment.
///
/// @param instances in the order of the configuration
/// @param statics the entries that stay in the kernel, whoever is master
/// @param tracked what the instances track
/// @param groups the sync groups, in the order of the configuration
/// @param unknownRouterIds packets whose VRID none of the instances on their interface has
/// @param unreadable packets too short to have a VRID
/// @param lostNews log lines that were dropped because they came faster than they were written
/// @param vrrpScheduling how the kernel schedules the vrrp thread
/// @param addressesScheduling how the kernel schedules the addresses thread
/// @param memory whether the pages of the process are locked in memory
/// @param firewall what drops packets that are not accepted
/// @param maintenance of the node, null for none
public record VrrpStatus(
        List<InstanceStatus> instances,
        StaticStatus statics,
        TrackerStates tracked,
        List<GroupStatus> groups,
        long unknownRouterIds,
        long unreadable,
        long lostNews,
        String vrrpScheduling,
        String addressesScheduling,
        String memory,
        FirewallStatus firewall,
        @Nullable Maintenance maintenance) {
    /// Copies the list.
    public VrrpStatus {
        instances = List.copyOf(instances);
        groups = List.copyOf(groups);
    }
}
