package dev.lvsd.vrrp.driver;

import java.util.concurrent.atomic.AtomicLong;

/// When a thread last came around: one thread beats, any other asks. Beating waits for nothing and allocates nothing.
final class Heartbeat {
    /// Longest silence of a thread that is well; threads that beat wait for half of it at most.
    static final long FRESH_NANOS = 1_000_000_000L;

    private final AtomicLong last = new AtomicLong(Long.MIN_VALUE / 2);

    /// Says that the thread runs.
    void beat(long nowNanos) {
        last.setRelease(nowNanos);
    }

    /// When it last said so; far in the past before the first time.
    long lastNanos() {
        return last.getAcquire();
    }

    /// Whether it has run just now.
    boolean isFresh(long nowNanos) {
        return nowNanos - last.getAcquire() <= FRESH_NANOS;
    }
}
