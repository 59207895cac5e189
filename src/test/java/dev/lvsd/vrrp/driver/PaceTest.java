package dev.lvsd.vrrp.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// When a crowd of virtual routers sends and hears.
class PaceTest {
    private static final long MILLI = 1_000_000;

    @Test
    void fewRoutersAreServedAtOnce() {
        Pace pace = Pace.of(intervals(100, 100 * MILLI));
        assertEquals(1_234_567, pace.slotOf(1_234_567));
        assertEquals(-1_234_567, pace.slotOf(-1_234_567));
        assertEquals(7, pace.nextLook(7));
        assertEquals(7, Pace.of(new long[0]).slotOf(7));
    }

    @Test
    void advertsOfACrowdLeaveTogetherAndKeepTheirBeat() {
        Pace pace = Pace.of(intervals(1000, 100 * MILLI));
        for (long due : new long[] {1, 999_999, 1_000_000}) {
            for (long beat = -3; beat <= 3; beat++) {
                assertEquals(MILLI + beat * 100 * MILLI, pace.slotOf(due + beat * 100 * MILLI));
            }
        }
    }

    @Test
    void slotIsAHundredthOfTheShortestIntervalAndAMillisecondAtMost() {
        assertEquals(MILLI / 10, Pace.of(intervals(1000, 10 * MILLI)).nextLook(0));
        assertEquals(MILLI, Pace.of(intervals(5000, 1000 * MILLI)).nextLook(0));
        long[] mixed = LongStream.concat(
                Arrays.stream(intervals(1000, 1000 * MILLI)), LongStream.of(20 * MILLI)).toArray();
        assertEquals(0, Pace.of(mixed).nextLook(0));
        assertEquals(MILLI / 5, Pace.of(intervals(500, 20 * MILLI)).nextLook(0));
    }

    private static long[] intervals(int count, long nanos) {
        return LongStream.generate(() -> nanos).limit(count).toArray();
    }
}
