package dev.lvsd.vrrp;

import dev.lvsd.config.VrrpInstance;
import org.jspecify.annotations.Nullable;

/// Whether a virtual router can run by itself: its interface is up, and what it tracks is told and no fault. Confined
/// to one thread.
final class Fitness {
    private boolean linked;
    private boolean awaitsTracking;
    private @Nullable String fault;

    Fitness(VrrpInstance instance) {
        awaitsTracking = instance.tracking().canFault();
    }

    /// Takes another configuration.
    void reconfigure(VrrpInstance instance) {
        awaitsTracking &= instance.tracking().canFault();
    }

    /// Is the interface up, or not?
    void linked(boolean now) {
        linked = now;
    }

    boolean isLinked() {
        return linked;
    }

    /// What is tracked is told.
    ///
    /// @param tracked what of it is a fault, null for nothing
    void tracked(@Nullable String tracked) {
        awaitsTracking = false;
        fault = tracked;
    }

    /// Whether what is tracked is yet to be told.
    boolean awaitsTracking() {
        return awaitsTracking;
    }

    /// What is tracked and a fault, null for nothing.
    @Nullable String fault() {
        return fault;
    }

    boolean isFit() {
        return linked && !awaitsTracking && fault == null;
    }
}
