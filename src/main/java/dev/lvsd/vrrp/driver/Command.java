package dev.lvsd.vrrp.driver;

import dev.lvsd.linux.AdvertPort;
import dev.lvsd.net.IpAddress;
import dev.lvsd.vrrp.Input;

/// What the vrrp thread is told by others. Routers are known by their place in the configuration.
sealed interface Command {
    /// A router can use its interface.
    ///
    /// @param router which
    /// @param source source address of its adverts
    /// @param socket where it sends and hears; from now on the vrrp thread's
    record LinkUp(int router, IpAddress.V4 source, AdvertPort socket) implements Command {}

    /// A router can no longer use its interface.
    ///
    /// @param router which
    /// @param reason why
    record LinkDown(int router, String reason) implements Command {}

    /// No router uses a socket any more: its interface is gone.
    record SocketGone(AdvertPort socket) implements Command {}

    /// What stands behind the virtual addresses of all routers can serve.
    record Ready() implements Command {}

    /// The daemon stops.
    ///
    /// @param how for good, or to come back
    record Stop(Input.Shutdown how) implements Command {}
}
