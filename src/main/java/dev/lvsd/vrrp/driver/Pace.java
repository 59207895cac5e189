package dev.lvsd.vrrp.driver;

/// How many adverts one wake-up of the vrrp thread serves. To wake costs several times what an advert costs, at both
/// ends. So where many routers send and hear, time is cut into slots, a hundredth of the shortest interval each and a
/// millisecond at most: masters send when a slot begins, and packets are taken once in a slot. A slot divides all
/// intervals, and an advert keeps its place in them: its beat is as even as without. Few routers are served at once.
/// Immutable.
final class Pace {
    /// Everything at once.
    static final Pace IMMEDIATE = new Pace(0);

    private static final long LONGEST_SLOT_NANOS = 1_000_000;
    private static final long SLOTS_IN_AN_INTERVAL = 100;
    /// Adverts in a slot from which on slots are worth it.
    private static final double CROWD = 2;

    private final long slotNanos;

    private Pace(long slotNanos) {
        this.slotNanos = slotNanos;
    }

    /// The pace for routers with these intervals of adverts.
    static Pace of(long[] intervalsNanos) {
        long shortest = LONGEST_SLOT_NANOS * SLOTS_IN_AN_INTERVAL;
        for (long interval : intervalsNanos) {
            shortest = Math.min(shortest, interval);
        }
        long slot = shortest / SLOTS_IN_AN_INTERVAL;
        double together = 0;
        for (long interval : intervalsNanos) {
            together += (double) slot / interval;
        }
        return together < CROWD ? IMMEDIATE : new Pace(slot);
    }

    /// When the slot begins in which something may be done that is due then.
    ///
    /// @param dueNanos of the monotonic clock
    long slotOf(long dueNanos) {
        if (slotNanos == 0) {
            return dueNanos;
        }
        long into = Math.floorMod(dueNanos, slotNanos);
        return into == 0 ? dueNanos : dueNanos + slotNanos - into;
    }

    /// When packets are looked at next.
    ///
    /// @param lastNanos when they were last
    long nextLook(long lastNanos) {
        return lastNanos + slotNanos;
    }
}
