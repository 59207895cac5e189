package dev.lvsd.vrrp;

import dev.lvsd.net.routing.RoutingEntry;
import dev.lvsd.vrrp.InstanceStatus.Held;
import java.util.List;

/// The routes and rules of one virtual router, as the addresses thread sees them.
///
/// @param entries all that are configured
/// @param errors changes that the kernel refused
/// @param putBack those that had gone and were added again
public record RoutingStatus(List<Entry> entries, long errors, long putBack) {
    /// None configured.
    public static final RoutingStatus NONE = new RoutingStatus(List.of(), 0, 0);

    /// Copies the list.
    public RoutingStatus {
        entries = List.copyOf(entries);
    }

    /// One of them.
    ///
    /// @param entry the route or the rule
    /// @param held whether this node has it
    public record Entry(RoutingEntry entry, Held held) {}

    /// How many this node has.
    public long held() {
        return entries.stream().filter(one -> one.held() == Held.YES).count();
    }
}
