package dev.lvsd.ipvs.reconciler;

import dev.lvsd.ipvs.TrafficCounters;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.ipvs.VirtualServerOptions;
import dev.lvsd.pool.QuorumState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One service of a virtual server at one moment.
///
/// @param key the service
/// @param virtualServer the first service of its virtual server, by which its checks know it
/// @param group the `virtual_server_group` that it is of, null for none
/// @param desired options that the table shall have
/// @param actual options that the table has, null where it is not in the table
/// @param traffic as last read
/// @param quorum how its quorum stands
/// @param sorryServer its sorry server, null for none
/// @param realServers those of the configuration in its order, then others that the table has
/// @param refusal the first step that the table refuses, with the reason; null where it refuses none
public record VirtualServerStatus(
        VirtualServerKey key,
        VirtualServerKey virtualServer,
        @Nullable String group,
        VirtualServerOptions desired,
        @Nullable VirtualServerOptions actual,
        TrafficCounters traffic,
        QuorumState quorum,
        @Nullable SorryServerStatus sorryServer,
        List<RealServerStatus> realServers,
        @Nullable String refusal) {
    /// Copies the list.
    public VirtualServerStatus {
        realServers = List.copyOf(realServers);
    }
}
