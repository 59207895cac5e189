package dev.lvsd.vrrp.driver;

import dev.lvsd.config.VrrpInstance;
import dev.lvsd.vrrp.RouterState;
import dev.lvsd.vrrp.VirtualRouter;

/// What a backup waits for beside the silence of the master.
///
/// @param preemptsAtNanos when `preempt_delay` is over, [VirtualRouter#NEVER] where it does not run
/// @param startsAtNanos before when nobody becomes master, 0 for no such moment
record Waiting(long preemptsAtNanos, long startsAtNanos) {
    private static final long SECOND = 1_000_000_000L;

    static Waiting of(VirtualRouter router) {
        return new Waiting(router.preemptsAtNanos(), router.startsAtNanos());
    }

    boolean shows(VirtualRouter router) {
        return preemptsAtNanos == router.preemptsAtNanos() && startsAtNanos == router.startsAtNanos();
    }

    /// In words for the status, with the seconds that are left; empty for nothing.
    String text(RouterView view, long nowNanos) {
        if (view.state() != RouterState.BACKUP) {
            return "";
        }
        if (nowNanos < startsAtNanos) {
            return "becomes master in " + seconds(startsAtNanos - nowNanos)
                    + " at the earliest (vrrp_startup_delay, vrrp_delay_after_boot)";
        }
        if (view.masterAddress() == null || view.masterPriority() == 0 || view.masterPriority() >= view.priority()) {
            return "";
        }
        if (preemptsAtNanos != VirtualRouter.NEVER && nowNanos < preemptsAtNanos) {
            return "replaces " + view.masterAddress() + " in " + seconds(preemptsAtNanos - nowNanos)
                    + " (preempt_delay)";
        }
        return preempts(view.instance()) ? ""
                : "leaves " + view.masterAddress() + " master, whose priority is lower (nopreempt)";
    }

    private static boolean preempts(VrrpInstance instance) {
        return instance.election().preempt() || instance.election().startsAsMaster();
    }

    /// Whole seconds that are left, the begun one among them.
    private static String seconds(long nanos) {
        return (nanos + SECOND - 1) / SECOND + " s";
    }
}
