package dev.lvsd.ipvs;

import static dev.lvsd.pool.Samples.RS1;
import static dev.lvsd.pool.Samples.WEB;
import static dev.lvsd.pool.Samples.WLC;
import static dev.lvsd.pool.Samples.dr;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/// Kernels before 4.1 tell 32 bits of connections and packets, and 64 of bytes.
final class NarrowCountersTest {
    private static final long NEARLY = 0xffff_fff0L;

    @Test
    void counterThatPasses32BitsGoesOn() {
        RealServerCounters first = read(RealServerCounters.ZERO, traffic(NEARLY, 5000));
        RealServerCounters second = read(first, traffic(16, 9000));
        RealServerCounters third = read(second, traffic(10, 9001));
        assertEquals(NEARLY, first.traffic().connections());
        assertEquals((1L << 32) + 16, second.traffic().connections());
        assertEquals((1L << 32) + 16, second.traffic().outPackets());
        assertEquals((2L << 32) + 10, third.traffic().inPackets());
        assertEquals(9001, third.traffic().inBytes());
        assertEquals(3, third.persistentConnections());
    }

    @Test
    void counterThatWasZeroedBeginsAgain() {
        RealServerCounters first = read(read(RealServerCounters.ZERO, traffic(NEARLY, 5000)), traffic(16, 9000));
        assertEquals(traffic(3, 300), read(first, traffic(3, 300)).traffic());
    }

    @Test
    void countersOfAVirtualServerGoOnToo() {
        ReadVirtualServer read = new ReadVirtualServer(WEB, WLC, traffic(1, 2), true);
        assertEquals((1L << 32) + 1, read.traffic(traffic(NEARLY, 1)).connections());
    }

    @Test
    void countersOf64BitsAreTakenAsTheyAre() {
        ReadVirtualServer read = new ReadVirtualServer(WEB, WLC, traffic(1, 2));
        assertEquals(1, read.traffic(traffic(NEARLY, 1)).connections());
    }

    private static RealServerCounters read(RealServerCounters before, TrafficCounters traffic) {
        return new ReadRealServer(RS1, dr(1), new RealServerCounters(1, 2, 3, traffic), true).counters(before);
    }

    private static TrafficCounters traffic(long count, long bytes) {
        return new TrafficCounters(count, count, count, bytes, bytes, 1, 2, 3, 4, 5);
    }
}
