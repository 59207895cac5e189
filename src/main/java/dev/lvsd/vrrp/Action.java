package dev.lvsd.vrrp;

/// What a virtual router wants done, in this order.
public sealed interface Action {

    /// An action without parts.
    enum Order implements Action {
        /// Send an advert with the instance's priority.
        SEND_ADVERT,
        /// Send an advert with priority 0: the master leaves.
        SEND_PRIORITY_ZERO,
        /// Add the virtual addresses to their interfaces.
        ADD_ADDRESSES,
        /// Remove the virtual addresses; those that are gone already are no error.
        REMOVE_ADDRESSES,
        /// Announce the addresses as a new master does (`garp_master_…`).
        ANNOUNCE,
        /// Announce the addresses after a losing advert (`garp_lower_prio_…`).
        ANNOUNCE_AGAIN
    }

    /// Tell the world of a transition.
    ///
    /// @param from the state before
    /// @param to the state now
    /// @param reason for the log: what made it so
    record StateChanged(RouterState from, RouterState to, String reason) implements Action {}

    /// Tell the log of something that changes no state; once until the next transition.
    ///
    /// @param text what happened
    record Note(String text) implements Action {}
}
