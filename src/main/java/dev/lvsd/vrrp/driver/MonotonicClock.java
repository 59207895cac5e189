package dev.lvsd.vrrp.driver;

/// A clock that starts near 0 and never goes back: what the pure centre counts in. One for all threads.
final class MonotonicClock {
    private final long origin = System.nanoTime();

    /// Nanoseconds since this clock was made.
    long nanos() {
        return System.nanoTime() - origin;
    }
}
