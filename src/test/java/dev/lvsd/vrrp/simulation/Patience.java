package dev.lvsd.vrrp.simulation;

import dev.lvsd.config.VrrpInstance;
import dev.lvsd.vrrp.Advert;

/// When a backup takes over, from the texts rather than from the engine: RFC 9568, 6.1 and 6.4.2, RFC 3768,
/// 6.1, `nopreempt`, `preempt_delay`, `vrrp_startup_delay`, readiness and the will of a member of a sync group as
/// [dev.lvsd.vrrp.VirtualRouter] defines them.
final class Patience {
    private static final long SECOND = 1_000_000_000;
    private static final long NEVER = Long.MAX_VALUE;
    private static final int OWNER = 255;

    private VrrpInstance instance;
    private int priority;
    private int ours;
    private boolean maintained;
    private boolean ready;
    private final long startsAt;
    private long masterInterval;
    private boolean learned;
    private boolean left;
    private long due;
    private boolean willing;
    private long delayEnds = NEVER;

    /// @param startsAt before when nobody becomes master
    Patience(VrrpInstance instance, int priority, boolean ready, long startsAt) {
        this.instance = instance;
        this.priority = priority;
        ours = priority;
        this.ready = ready;
        this.startsAt = startsAt;
        masterInterval = instance.advertInterval().toNanos();
    }

    /// When it takes over unless it hears something before.
    long dueNanos() {
        return due;
    }

    /// Before when nobody becomes master.
    long startsAt() {
        return startsAt;
    }

    boolean isReady() {
        return ready;
    }

    /// Whether it takes over at once.
    boolean ownsNow(long now) {
        return ready && priority == OWNER && now >= startsAt;
    }

    /// Whether it replaces a master of lower priority.
    boolean mayPreempt(long now) {
        return ready && preempts() && (delay() == 0 || now >= delayEnds);
    }

    /// Whether it replaces one after some time at the latest.
    boolean wouldPreempt() {
        return ready && preempts();
    }

    private boolean preempts() {
        return instance.election().preempt() || instance.priority() == OWNER;
    }

    private long delay() {
        return instance.election().timers().preemptDelay().toNanos();
    }

    /// Whether a member of a sync group would take over.
    boolean isWilling() {
        return willing;
    }

    /// Whether it waits beside a master.
    boolean isFollowing() {
        return learned && !left && !willing;
    }

    /// Its timer is due, or it owns the addresses, and the sync group decides.
    void stand() {
        willing = true;
    }

    /// It is ready.
    void becomeReady(long now) {
        ready = true;
        if (priority == OWNER) {
            due = Math.min(due, from(now));
        }
    }

    /// It becomes backup, having heard nobody. One that resumes its mastership waits for nobody.
    void start(long now, boolean resumes) {
        giveUp(now);
        delayEnds = NEVER;
        boolean owner = priority == OWNER && ready;
        due = resumes ? now : from(now) + (owner ? 0 : down());
    }

    /// It becomes backup, or goes on as backup, for its sync group.
    void giveUp(long now) {
        masterInterval = instance.advertInterval().toNanos();
        learned = false;
        left = false;
        willing = false;
        due = from(now) + down();
    }

    /// It is master, or does not run.
    void rest() {
        willing = false;
        delayEnds = NEVER;
    }

    /// A backup hears an advert.
    ///
    /// @return whether it restarted the timer
    boolean hear(Advert advert, long now) {
        if (advert.priority() == 0) {
            due = Math.min(due, from(now) + skew());
            left = true;
            return false;
        }
        boolean lower = advert.priority() < priority;
        if (!lower) {
            delayEnds = NEVER;
        } else if (preempts() && delay() > 0 && delayEnds == NEVER) {
            delayEnds = now + delay();
        }
        if (lower && mayPreempt(now)) {
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
        willing = false;
        due = from(now) + down();
    }

    /// What it waits for counts from the same moment as before; version 3 keeps the interval that it learned. Where
    /// other adverts count from now on, it waits for them as long as at the start, and so does an owner that is none
    /// any more.
    void reconfigure(VrrpInstance next, int ours, boolean resumes, long now) {
        long before = waits();
        long delayBefore = delay();
        boolean anew = next.version() != instance.version()
                || !next.authentication().equals(instance.authentication())
                || (next.version() == 2 && !next.advertInterval().equals(instance.advertInterval()));
        instance = next;
        boolean owned = priority == OWNER;
        this.ours = ours;
        priority = maintained ? 1 : ours;
        if (!learned || next.version() == 2) {
            masterInterval = next.advertInterval().toNanos();
        }
        if (delay() == 0) {
            delayEnds = NEVER;
        } else if (delayEnds != NEVER) {
            delayEnds += delay() - delayBefore;
        }
        move(waits() - before);
        if (anew && !left && !resumes && !willing) {
            due = Math.max(due, from(now) + down());
        }
        if (owned && priority != OWNER && willing) {
            willing = false;
            due = from(now) + down();
        }
    }

    /// The same with another priority.
    void reprioritize(int ours) {
        long before = waits();
        this.ours = ours;
        priority = maintained ? 1 : ours;
        move(waits() - before);
    }

    /// The node is in maintenance, or no longer: a priority of 1, and what was an owner waits as any other.
    void maintain(boolean begins, boolean resumes, long now) {
        boolean owned = priority == OWNER;
        maintained = begins;
        reprioritize(ours);
        if (owned && begins && !resumes) {
            willing = false;
            due = from(now) + down();
        } else if (!owned && priority == OWNER) {
            due = Math.min(due, from(now));
        }
    }

    /// One that would take over already waits for no timer.
    private void move(long by) {
        due += willing ? 0 : by;
    }

    private long from(long now) {
        return Math.max(now, startsAt);
    }

    private long waits() {
        return left ? skew() : down();
    }

    private long skew() {
        long whole = instance.version() == 2 ? SECOND : masterInterval;
        return (256 - priority) * whole / 256;
    }

    private long down() {
        return masterInterval + masterInterval + masterInterval + skew();
    }
}
