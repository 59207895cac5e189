package dev.lvsd.vrrp.driver;

/// The wall clock, for what peers compare with their own.
final class WallClock {
    private WallClock() {}

    /// Nanoseconds since 1970, in steps of a millisecond.
    static long nanos() {
        return System.currentTimeMillis() * 1_000_000;
    }
}
