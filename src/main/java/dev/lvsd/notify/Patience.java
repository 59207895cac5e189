package dev.lvsd.notify;

import java.time.Duration;

/// A time that several waits share.
final class Patience {
    private final Duration whole;
    private final long until;

    private Patience(Duration whole, long until) {
        this.whole = whole;
        this.until = until;
    }

    /// From now on.
    static Patience of(Duration whole) {
        return new Patience(whole, System.nanoTime() + whole.toNanos());
    }

    /// Waits for the end of a thread while there is patience left.
    ///
    /// @return whether it has ended
    boolean join(Thread thread) throws InterruptedException {
        return thread.join(Duration.ofNanos(Math.max(1, until - System.nanoTime())));
    }

    @Override
    public String toString() {
        return whole.toMillis() / 1000.0 + " s";
    }
}
