package dev.lvsd.vrrp;

import dev.lvsd.config.VrrpInstance;
import dev.lvsd.config.VrrpSyncGroup;

/// What the world may want to know of virtual routers.
public sealed interface VrrpEvent {
    /// A virtual router changed its state.
    ///
    /// @param instance its configuration
    /// @param change from which state to which, and why
    /// @param priority its priority in adverts
    /// @param departure whether it goes
    record Changed(VrrpInstance instance, Action.StateChanged change, int priority, Departure departure)
            implements VrrpEvent {}

    /// The members of a sync group changed their state together; each of them has told before.
    ///
    /// @param group its configuration
    /// @param change from which state to which, and why
    /// @param departure whether it goes
    record GroupChanged(VrrpSyncGroup group, Action.StateChanged change, Departure departure) implements VrrpEvent {}

    /// The priority in its adverts is another one.
    ///
    /// @param instance its configuration
    /// @param state its state
    /// @param priority the new priority
    record PriorityChanged(VrrpInstance instance, RouterState state, int priority) implements VrrpEvent {}

    /// A master heard an advert that loses. Told ten times a second at most.
    ///
    /// @param instance its configuration
    /// @param priority its priority, not that of the advert
    record LowerPriorityHeard(VrrpInstance instance, int priority) implements VrrpEvent {}

    /// Whether a virtual router goes.
    enum Departure {
        /// It stays.
        NONE,
        /// The daemon stops.
        STOPPED,
        /// The daemon comes back at once.
        COMES_BACK,
        /// A reload removed it.
        REMOVED
    }
}
