package dev.lvsd.vrrp.driver;

import dev.lvsd.config.VrrpInstance;
import dev.lvsd.net.IpAddress;
import dev.lvsd.vrrp.RouterState;
import dev.lvsd.vrrp.VirtualRouter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What other threads see of a virtual router; made anew only when something of it has changed.
///
/// @param instance its configuration
/// @param priority in its adverts
/// @param waiting what it waits for as backup
record RouterView(
        VrrpInstance instance,
        int priority,
        RouterState state,
        @Nullable IpAddress masterAddress,
        int masterPriority,
        long masterIntervalNanos,
        @Nullable Instant since,
        long transitions,
        String reason,
        Waiting waiting) {
    /// A router that has not started.
    static RouterView of(VrrpInstance instance, VirtualRouter router) {
        return new RouterView(
                instance, router.priority(), router.state(), null, 0, router.masterIntervalNanos(), null, 0, "",
                Waiting.of(router));
    }

    /// Whether this still shows a router as it is.
    boolean shows(VirtualRouter router) {
        IpAddress address = router.masterAddress();
        return state == router.state()
                && priority == router.priority()
                && masterPriority == router.masterPriority()
                && masterIntervalNanos == router.masterIntervalNanos()
                && waiting.shows(router)
                && (address == null ? masterAddress == null : address.equals(masterAddress));
    }

    /// The same history with a router as it is now.
    RouterView with(VirtualRouter router) {
        return new RouterView(
                instance, router.priority(), router.state(), router.masterAddress(), router.masterPriority(),
                router.masterIntervalNanos(), since, transitions, reason, Waiting.of(router));
    }

    /// After a transition.
    RouterView after(VirtualRouter router, Instant when, String why) {
        return new RouterView(
                instance, router.priority(), router.state(), router.masterAddress(), router.masterPriority(),
                router.masterIntervalNanos(), when, transitions + 1, why, Waiting.of(router));
    }

    /// With another configuration.
    RouterView configured(VrrpInstance next) {
        return new RouterView(
                next, priority, state, masterAddress, masterPriority, masterIntervalNanos, since, transitions, reason,
                waiting);
    }

    /// In FAULT for another reason.
    RouterView because(String why) {
        return new RouterView(
                instance, priority, state, masterAddress, masterPriority, masterIntervalNanos, since, transitions, why,
                waiting);
    }
}
