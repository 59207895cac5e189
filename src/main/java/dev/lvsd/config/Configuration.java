package dev.lvsd.config;

import dev.lvsd.ipvs.VirtualServerKey;
import java.util.List;
import java.util.Map;

/// A whole configuration, checked: what a director runs from.
///
/// @param routerId `router_id`, by default the host's name
/// @param vrrpInstances in the order of the file
/// @param vrrp what holds for all of them together
/// @param trackers what virtual routers can track
/// @param statics what stays in the kernel while the daemon runs
/// @param syncGroups in the order of the file; their members are names of instances
/// @param notifying what holds for all notifications
/// @param virtualServers in the order of the file
/// @param table what holds for the IPVS table as a whole
/// @param daemon what keepalived has no word for: the section `lvsd`
/// @param places where virtual servers stand
public record Configuration(
        String routerId,
        List<VrrpInstance> vrrpInstances,
        VrrpSettings vrrp,
        Trackers trackers,
        StaticSettings statics,
        List<VrrpSyncGroup> syncGroups,
        NotifySettings notifying,
        List<VirtualServer> virtualServers,
        TableSettings table,
        DaemonSettings daemon,
        Map<VirtualServerKey, Origin> places) {
    /// Copies the lists and the map.
    public Configuration {
        vrrpInstances = List.copyOf(vrrpInstances);
        syncGroups = List.copyOf(syncGroups);
        virtualServers = List.copyOf(virtualServers);
        places = Map.copyOf(places);
    }
}
