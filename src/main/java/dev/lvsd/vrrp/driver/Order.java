package dev.lvsd.vrrp.driver;

import dev.lvsd.config.VrrpInstance;
import dev.lvsd.vrrp.Input;
import java.util.List;
import java.util.Map;

/// What the addresses thread is told. Routers are known by numbers that never change.
sealed interface Order {
    /// Add the addresses of a router.
    record Hold(int router) implements Order {}

    /// Remove the addresses of a router.
    record Release(int router) implements Order {}

    /// Announce the addresses of a router.
    ///
    /// @param repeat how often each
    record Announce(int router, int repeat) implements Order {}

    /// Links or addresses have changed: see whether what is held is still there.
    ///
    /// @param readNanos before this the reading of what the kernel has began: it knows nothing of later changes
    record Verify(long readNanos) implements Order {}

    /// A peer of a router was heard: its addresses need not outlive this daemon.
    record PeerHeard(int router) implements Order {}

    /// The configuration is another one: addresses that held routers no longer have go, those that are new to
    /// them come.
    ///
    /// @param instances all routers by their numbers, in the order of the configuration
    /// @param done to be run afterwards
    record Reconfigure(Map<Integer, VrrpInstance> instances, Runnable done) implements Order {}

    /// The static entries are others: what is no longer among them goes, what is new comes.
    ///
    /// @param entries all of them, in the order in which they are added
    /// @param done to be run afterwards
    record Statics(List<StaticEntry> entries, Runnable done) implements Order {}

    /// Stop, after all orders before this one.
    ///
    /// @param how for good: what is held is removed; to come back: it gets its whole lifetime once more
    record Stop(Input.Shutdown how) implements Order {}
}
