package dev.lvsd.vrrp.simulation;

import java.util.SplittableRandom;

/// What the network does to packets: how many of 256 are lost, late, doubled and damaged. All others arrive whole
/// within [#DELAY].
///
/// @param lost of 256
/// @param late of 256: they arrive within [#LATE], overtaken by others
/// @param doubled of 256
/// @param damaged of 256: a byte of the VRRP message is another, or the packet is cut short
record Weather(int lost, int late, int doubled, int damaged) {
    /// Longest way of a packet in a clean network.
    static final long DELAY = 2_000_000;
    /// Longest way of any packet.
    static final long LATE = 300_000_000;

    static final Weather CLEAN = new Weather(0, 0, 0, 0);

    /// Half of the time nothing is wrong.
    static Weather any(SplittableRandom random) {
        return random.nextBoolean()
                ? CLEAN
                : new Weather(some(random), some(random), some(random), some(random));
    }

    private static int some(SplittableRandom random) {
        return random.nextInt(3) == 0 ? random.nextInt(128) : random.nextInt(16);
    }
}
