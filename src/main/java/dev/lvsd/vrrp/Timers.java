package dev.lvsd.vrrp;

/// The intervals of a virtual router in nanoseconds.
public final class Timers {
    /// Adverts that may be missed before a backup takes over (RFC 9568, 6.1).
    private static final int ADVERTS = 3;

    private static final int PRIORITIES = 256;
    private static final long SECOND = 1_000_000_000L;

    private Timers() {}

    /// `Skew_Time`: what a backup waits longer, the lower its priority. Version 2: (256 − priority)/256
    /// seconds whatever the interval (RFC 3768, 6.1); version 3: that part of the master's interval (RFC
    /// 9568, 6.1), half a nanosecond cut off.
    ///
    /// @param version 2 or 3
    /// @param priority the backup's, 1 to 255
    /// @param masterInterval `Master_Adver_Interval`, in nanoseconds
    public static long skewNanos(int version, int priority, long masterInterval) {
        return (PRIORITIES - priority) * (version == 2 ? SECOND : masterInterval) / PRIORITIES;
    }

    /// `Master_Down_Interval`: the silence after which a backup takes over, three adverts and the skew time.
    ///
    /// @param version 2 or 3
    /// @param priority the backup's, 1 to 255
    /// @param masterInterval `Master_Adver_Interval`, in nanoseconds
    public static long masterDownNanos(int version, int priority, long masterInterval) {
        return masterDownNanos(ADVERTS, version, priority, masterInterval);
    }

    /// The same with another number of adverts.
    ///
    /// @param adverts how many may be missed (`down_timer_adverts`)
    public static long masterDownNanos(int adverts, int version, int priority, long masterInterval) {
        return adverts * masterInterval + skewNanos(version, priority, masterInterval);
    }
}
