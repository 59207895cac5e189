package dev.lvsd.vrrp;

import dev.lvsd.config.VrrpInstance;

/// Whether a virtual router may become master, and from when: readiness, `vrrp_startup_delay`, `nopreempt` and
/// `preempt_delay`. Confined to one thread.
final class Candidacy {
    private final PreemptDelay delay;
    private Readiness readiness;
    private boolean preempt;
    private long startsAt;

    Candidacy(VrrpInstance instance, Readiness readiness) {
        this.readiness = readiness;
        delay = new PreemptDelay(instance.election().timers().preemptDelay());
        preempt = preempts(instance);
    }

    private static boolean preempts(VrrpInstance instance) {
        return instance.election().preempt() || instance.election().startsAsMaster()
                || instance.priority() == Terms.OWNER;
    }

    /// Takes another configuration; what runs counts from the same moment as before.
    void reconfigure(VrrpInstance instance) {
        preempt = preempts(instance);
        delay.reconfigure(instance.election().timers().preemptDelay());
    }

    void ready() {
        readiness = Readiness.READY;
    }

    boolean isReady() {
        return readiness == Readiness.READY;
    }

    /// Before when nobody becomes master.
    void startsAt(long nanos) {
        startsAt = nanos;
    }

    /// From when a timer counts that is set now.
    long from(long nowNanos) {
        return Math.max(nowNanos, startsAt);
    }

    /// Before when nobody becomes master; 0 for no such moment.
    long startsAt() {
        return startsAt;
    }

    /// When a master of lower priority is replaced that is left for `preempt_delay`, [VirtualRouter#NEVER] for none.
    long preemptsAt() {
        return delay.endsAt();
    }

    /// Whether an owner takes over at once.
    boolean mayOwn(long nowNanos) {
        return isReady() && nowNanos >= startsAt;
    }

    /// Whether a master of lower priority may be replaced.
    boolean mayPreempt(long nowNanos) {
        return preempt && isReady() && delay.isOver(nowNanos);
    }

    /// An advert has come.
    ///
    /// @param lower whether its priority is lower than ours
    /// @return whether `preempt_delay` runs from now on
    boolean hear(boolean lower, long nowNanos) {
        if (!lower) {
            delay.end();
        }
        return lower && preempt && delay.begin(nowNanos);
    }

    /// The state is another one: there is nobody to replace.
    void restart() {
        delay.end();
    }

    /// `preempt_delay` in seconds.
    String delay() {
        return delay.toString();
    }
}
