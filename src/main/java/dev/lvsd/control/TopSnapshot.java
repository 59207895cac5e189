package dev.lvsd.control;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The busiest virtual servers: the answer of `GET /v1/top`. Their checks are left out.
///
/// @param at when it was taken
/// @param routerId `router_id`
/// @param instances the virtual routers
/// @param totals all virtual servers together
/// @param traffic what the kernel counts of all services, others' among them; null where it does not
/// @param lastRead when counters were last read from the kernel, null before the first time
/// @param kind where the table is
/// @param virtualServers those that come first, as far as the limit goes
public record TopSnapshot(
        Instant at,
        String routerId,
        @JsonProperty("vrrp_instance") List<Instance> instances,
        Totals totals,
        @Nullable TrafficSnapshot traffic,
        @Nullable Instant lastRead,
        TableSnapshot.Kind kind,
        @JsonProperty("virtual_server") List<VirtualServerSnapshot> virtualServers) {
    /// Copies the lists.
    public TopSnapshot {
        instances = List.copyOf(instances);
        virtualServers = List.copyOf(virtualServers);
    }

    /// A virtual router.
    ///
    /// @param name its name
    /// @param state its state
    public record Instance(String name, VrrpState state) {}

    /// All virtual servers together, or those that were asked for.
    ///
    /// @param virtualServers how many
    /// @param realServers how many they have; one that serves two virtual servers counts twice
    /// @param up how many of these are up
    /// @param active connections established
    /// @param inactive connections in other states
    public record Totals(int virtualServers, int realServers, int up, long active, long inactive) {}
}
