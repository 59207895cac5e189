package dev.lvsd.control;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/// Routes and rules in the words of `ip route` and `ip rule`.
///
/// @param routes `virtual_routes`, in the order of the configuration
/// @param rules `virtual_rules`, in the order of the configuration
public record RoutingSnapshot(
        @JsonProperty("virtual_routes") List<Entry> routes, @JsonProperty("virtual_rules") List<Entry> rules) {
    /// None.
    public static final RoutingSnapshot NONE = new RoutingSnapshot(List.of(), List.of());

    /// Copies the lists.
    public RoutingSnapshot {
        routes = List.copyOf(routes);
        rules = List.copyOf(rules);
    }

    /// One of them.
    ///
    /// @param text `192.168.1.0/24 via 192.0.2.1 table 100`
    /// @param held whether this node has added it
    public record Entry(String text, boolean held) {}
}
