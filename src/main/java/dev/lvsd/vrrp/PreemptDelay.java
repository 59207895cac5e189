package dev.lvsd.vrrp;

import java.time.Duration;

/// `preempt_delay` of one virtual router: it counts from the first advert of lower priority, and again from the next
/// one after it was ended. Confined to one thread.
final class PreemptDelay {
    private Duration delay;
    private long endsAt = VirtualRouter.NEVER;

    PreemptDelay(Duration delay) {
        this.delay = delay;
    }

    /// Takes another delay; what runs counts from the same moment as before.
    void reconfigure(Duration next) {
        if (next.isZero()) {
            end();
        } else if (isRunning()) {
            endsAt += next.toNanos() - delay.toNanos();
        }
        delay = next;
    }

    /// An advert of lower priority has come.
    ///
    /// @return whether it is the first: the delay runs from now on
    boolean begin(long nowNanos) {
        if (delay.isZero() || isRunning()) {
            return false;
        }
        endsAt = nowNanos + delay.toNanos();
        return true;
    }

    /// There is nobody to replace.
    void end() {
        endsAt = VirtualRouter.NEVER;
    }

    /// When it is over, [VirtualRouter#NEVER] where it does not run.
    long endsAt() {
        return endsAt;
    }

    /// Whether a master of lower priority may be replaced.
    boolean isOver(long nowNanos) {
        return delay.isZero() || nowNanos >= endsAt;
    }

    private boolean isRunning() {
        return endsAt != VirtualRouter.NEVER;
    }

    /// In seconds.
    @Override
    public String toString() {
        return delay.toMillis() / 1000.0 + " s";
    }
}
