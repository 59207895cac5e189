package dev.lvsd.config;

import java.util.List;

/// One `vrrp_sync_group`: virtual routers that are master, backup or in a fault together.
///
/// @param name name of the block
/// @param members names of its instances, none of which is in another group
/// @param tracking what it tracks for all members, and whether their own weights count
/// @param notifications whom it tells what
public record VrrpSyncGroup(
        String name, List<String> members, GroupTracking tracking, Notifications notifications) {
    /// Copies the list.
    public VrrpSyncGroup {
        members = List.copyOf(members);
    }
}
