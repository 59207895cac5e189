package dev.lvsd.vrrp.driver;

import dev.lvsd.config.VrrpInstance;
import dev.lvsd.config.VrrpSyncGroup;
import dev.lvsd.linux.AdvertPort;
import dev.lvsd.net.IpAddress;
import dev.lvsd.vrrp.Input;
import dev.lvsd.vrrp.Maintenance;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the vrrp thread is told by others. Routers are known by numbers that never change.
sealed interface Command {
    /// A router can use its interface.
    ///
    /// @param router which
    /// @param source source address of its adverts
    /// @param sockets where it hears, and on the first of which it sends; from now on the vrrp thread's
    record LinkUp(int router, IpAddress source, List<AdvertPort> sockets) implements Command {
        /// Copies the list.
        public LinkUp {
            sockets = List.copyOf(sockets);
        }
    }

    /// A router can no longer use its interface.
    ///
    /// @param router which
    /// @param reason why
    record LinkDown(int router, String reason) implements Command {}

    /// What a router tracks makes another priority or fault.
    ///
    /// @param router which
    /// @param priority in its adverts
    /// @param fault what is wrong, null for nothing
    record Tracked(int router, int priority, @Nullable String fault) implements Command {}

    /// No router uses a socket any more: its interface is gone.
    record SocketGone(AdvertPort socket) implements Command {}

    /// What stands behind the virtual addresses of all routers can serve.
    record Ready() implements Command {}

    /// The node is in maintenance, or no longer.
    ///
    /// @param maintenance null for no longer
    /// @param done to be run when all routers have been told
    record Maintain(@Nullable Maintenance maintenance, Runnable done) implements Command {}

    /// The configuration is another one.
    ///
    /// @param order numbers of all routers, in the order of the configuration; others go
    /// @param changed what is new of routers that stay
    /// @param added routers to start
    /// @param instances for the addresses thread: all routers
    /// @param groups all sync groups
    /// @param done to be run when the addresses thread has followed
    record Reload(
            List<Integer> order,
            Map<Integer, RouterSettings> changed,
            List<RunningRouter> added,
            Map<Integer, VrrpInstance> instances,
            List<VrrpSyncGroup> groups,
            Runnable done) implements Command {}

    /// The daemon stops.
    ///
    /// @param how for good, or to come back
    record Stop(Input.Shutdown how) implements Command {}
}
