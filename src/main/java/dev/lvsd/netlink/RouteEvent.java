package dev.lvsd.netlink;

/// News about interfaces and addresses.
public sealed interface RouteEvent {
    /// An interface appeared or changed.
    ///
    /// @param link as it is now
    record LinkChanged(Link link) implements RouteEvent {}

    /// An interface is gone.
    ///
    /// @param link as it was
    record LinkRemoved(Link link) implements RouteEvent {}

    /// An interface got an address, or a lifetime of one changed.
    ///
    /// @param address as it is now
    record AddressAdded(InterfaceAddress address) implements RouteEvent {}

    /// An interface lost an address.
    ///
    /// @param address as it was
    record AddressRemoved(InterfaceAddress address) implements RouteEvent {}

    /// A route or a rule is gone that may be ours.
    record RoutingRemoved() implements RouteEvent {}

    /// News were lost because they came faster than they were read: the state is to be read again.
    record Lost() implements RouteEvent {}
}
