package dev.lvsd.vrrp;

import dev.lvsd.net.IpAddress;
import org.jspecify.annotations.Nullable;

/// What a virtual router knows of the master, which may be itself. Confined to one thread.
final class KnownMaster {
    private long interval;
    private int priority;
    private boolean left;
    private boolean disregarded;
    private @Nullable IpAddress address;

    KnownMaster(long interval) {
        this.interval = interval;
    }

    /// Between its adverts, in nanoseconds.
    long interval() {
        return interval;
    }

    /// 0 where it left, or none was heard.
    int priority() {
        return priority;
    }

    /// Whether priority 0 was the last that counted, whoever sent it.
    boolean hasLeft() {
        return left;
    }

    /// Null where none was heard.
    @Nullable IpAddress address() {
        return address;
    }

    /// Takes what an advert says, or what we are.
    void learn(long intervalNanos, @Nullable IpAddress sender, int ofPriority) {
        interval = intervalNanos;
        address = sender;
        priority = ofPriority;
        left = false;
        disregarded = false;
    }

    /// Nobody is known.
    void forget(long ownInterval) {
        learn(ownInterval, null, 0);
    }

    /// An advert of a lower priority than ours was heard, which set no timer.
    void disregard() {
        disregarded = true;
    }

    /// Whether there was such an advert after the last one that counted.
    boolean isDisregarded() {
        return disregarded;
    }

    /// Priority 0 was heard.
    void leave() {
        priority = 0;
        left = true;
    }

    void interval(long nanos) {
        interval = nanos;
    }

    void priority(int ours) {
        priority = ours;
    }

    void address(IpAddress ours) {
        address = ours;
    }
}
