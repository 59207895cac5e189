package dev.lvsd.vrrp.simulation;

import dev.lvsd.config.VrrpInstance;
import dev.lvsd.vrrp.Advert;

/// When a backup takes over, from the texts rather than from the engine: RFC 9568, 6.1 and 6.4.2, RFC 3768,
/// 6.1, `nopreempt` and readiness as [dev.lvsd.vrrp.VirtualRouter] defines them.
final class Patience {
    private static final long SECOND = 1_000_000_000;

    private VrrpInstance instance;
    private boolean ready;
    private long masterInterval;
    private boolean learned;
    private boolean left;
    private long due;

    Patience(VrrpInstance instance, boolean ready) {
        this.instance = instance;
        this.ready = ready;
        masterInterval = instance.advertInterval().toNanos();
    }

    /// When it takes over unless it hears something before.
    long dueNanos() {
        return due;
    }

    boolean isReady() {
        return ready;
    }

    boolean isReadyOwner() {
        return ready && instance.priority() == 255;
    }

    /// Whether it replaces a master of lower priority.
    boolean mayPreempt() {
        return ready && (instance.election().preempt() || instance.priority() == 255);
    }

    void becomeReady() {
        ready = true;
    }

    /// It becomes backup, having heard nobody. One that resumes its mastership waits for nobody.
    void start(long now, boolean resumes) {
        masterInterval = instance.advertInterval().toNanos();
        learned = false;
        left = false;
        due = resumes ? now : now + down();
    }

    /// A backup hears an advert.
    ///
    /// @return whether it restarted the timer
    boolean hear(Advert advert, long now) {
        if (advert.priority() == 0) {
            due = Math.min(due, now + skew());
            left = true;
            return false;
        }
        if (advert.priority() < instance.priority() && mayPreempt()) {
            return false;
        }
        obey(advert, now);
        return true;
    }

    /// It is backup of the sender from now on.
    void obey(Advert advert, long now) {
        masterInterval = advert.intervalNanos();
        learned = true;
        left = false;
        due = now + down();
    }

    /// What it waits for counts from the same moment as before; version 3 keeps the interval that it learned. Where
    /// other adverts count from now on, it waits for them as long as at the start.
    void reconfigure(VrrpInstance next, boolean resumes, long now) {
        long before = left ? skew() : down();
        boolean anew = next.version() != instance.version()
                || !next.authentication().equals(instance.authentication())
                || (next.version() == 2 && !next.advertInterval().equals(instance.advertInterval()));
        instance = next;
        if (!learned || next.version() == 2) {
            masterInterval = next.advertInterval().toNanos();
        }
        due += (left ? skew() : down()) - before;
        if (anew && !left && !resumes) {
            due = Math.max(due, now + down());
        }
    }

    private long skew() {
        long whole = instance.version() == 2 ? SECOND : masterInterval;
        return (256 - instance.priority()) * whole / 256;
    }

    private long down() {
        return masterInterval + masterInterval + masterInterval + skew();
    }
}
