package dev.lvsd.vrrp.driver;

import dev.lvsd.config.Routing;
import dev.lvsd.net.routing.RoutingEntry;
import dev.lvsd.vrrp.InstanceStatus.Held;
import dev.lvsd.vrrp.RoutingStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The routes and rules of one router, and what became of them. Of the addresses thread, but for
/// [#status] and [#isHeld].
final class KeptRouting {
    private final String name;
    private Routing routing;
    private final Set<RoutingEntry> there = new HashSet<>();
    private final Map<RoutingEntry, String> troubles = new HashMap<>();
    private long errors;
    private long putBack;
    private volatile boolean held;
    private volatile RoutingStatus status;

    /// @param name whose they are, for messages
    KeptRouting(String name, Routing routing) {
        this.name = name;
        this.routing = routing;
        status = RoutingStatus.NONE;
        publish();
    }

    String name() {
        return name;
    }

    Routing routing() {
        return routing;
    }

    /// What was done so far; for any thread.
    RoutingStatus status() {
        return status;
    }

    /// Whether they are to be there; for any thread.
    boolean isHeld() {
        return held;
    }

    void held(boolean now) {
        held = now;
    }

    /// Takes other ones. What no longer belongs to it has been removed.
    void reconfigure(Routing next) {
        routing = next;
        there.retainAll(next.entries());
        troubles.keySet().retainAll(next.entries());
        publish();
    }

    /// Whether one is there as far as is known.
    boolean has(RoutingEntry entry) {
        return there.contains(entry);
    }

    /// Those to be looked for: what ought to be there and is tracked, or is not there yet.
    List<RoutingEntry> doubtful() {
        List<RoutingEntry> doubtful = new ArrayList<>(routing.entries());
        doubtful.removeIf(entry -> !entry.tracked() && there.contains(entry));
        return doubtful;
    }

    /// One is there now.
    void came(RoutingEntry entry) {
        there.add(entry);
        troubles.remove(entry);
    }

    /// One is there no more.
    void went(RoutingEntry entry) {
        there.remove(entry);
        troubles.remove(entry);
    }

    /// One had gone and was added again.
    void cameBack(RoutingEntry entry) {
        putBack++;
        came(entry);
    }

    /// The kernel refuses one.
    ///
    /// @return whether it did not say so before
    boolean refused(RoutingEntry entry, String why) {
        errors++;
        there.remove(entry);
        return !why.equals(troubles.put(entry, why));
    }

    /// Shows what has changed.
    void publish() {
        status = new RoutingStatus(
                routing.entries().stream()
                        .map(entry -> new RoutingStatus.Entry(entry, there.contains(entry) ? Held.YES : Held.NO))
                        .toList(),
                errors, putBack);
    }
}
