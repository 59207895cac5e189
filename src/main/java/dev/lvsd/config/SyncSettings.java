package dev.lvsd.config;

import dev.lvsd.ipvs.SyncDaemon;
import dev.lvsd.ipvs.SyncDaemon.Role;
import dev.lvsd.net.IpAddress;
import org.jspecify.annotations.Nullable;

/// `lvs_sync_daemon`: how connections are synchronised between directors.
///
/// @param interfaceName where
/// @param instance the virtual router whose master sends while the others hear; null where all do both all the time
/// @param syncId `id`, by default the virtual router's number, or 0
/// @param maxLength `maxlen`, 0 for the kernel's choice
/// @param group `group`
/// @param port `port`
/// @param ttl `ttl`
public record SyncSettings(
        String interfaceName, @Nullable String instance, int syncId, int maxLength, IpAddress group, int port,
        int ttl) {
    /// The daemon of a role.
    public SyncDaemon daemon(Role role) {
        return new SyncDaemon(role, interfaceName, syncId, maxLength, group, port, ttl);
    }

    /// The options as they are written.
    @Override
    public String toString() {
        return interfaceName + (instance == null ? "" : " inst " + instance) + " id " + syncId
                + (maxLength == 0 ? "" : " maxlen " + maxLength) + " port " + port + " ttl " + ttl + " group " + group;
    }
}
