package dev.lvsd.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RampTest {
    private static final long SECOND = 1_000_000_000;
    /// Near the end of the monotonic clock's numbers: only differences may count.
    private static final long BEGIN = Long.parseLong("7fffffffc0000000", 16);

    @Test
    void weightGoesInEqualStepsOfASecond() {
        Ramp ramp = new Ramp(0, 100, BEGIN, Duration.ofSeconds(4));
        assertEquals(List.of(0, 25, 50, 75, 100, 100), weights(ramp, 6));
        assertEquals(25, ramp.weight(BEGIN + 2 * SECOND - 1));
        assertFalse(ramp.isOver(BEGIN + 4 * SECOND - 1));
        assertTrue(ramp.isOver(BEGIN + 4 * SECOND));
    }

    @Test
    void weightGoesDownToo() {
        assertEquals(List.of(10, 7, 3, 0), weights(new Ramp(10, 0, BEGIN, Duration.ofSeconds(3)), 4));
    }

    @Test
    void largestWeightsDoNotOverflow() {
        assertEquals(
                List.of(0, 1_073_741_824, 2_147_483_647),
                weights(new Ramp(0, Integer.MAX_VALUE, BEGIN, Duration.ofSeconds(2)), 3));
    }

    @Test
    void nextStepIsAtTheNextWholeSecondOrAtTheEnd() {
        Ramp ramp = new Ramp(0, 100, BEGIN, Duration.ofMillis(2500));
        assertEquals(SECOND, ramp.untilNextStep(BEGIN));
        assertEquals(SECOND / 4, ramp.untilNextStep(BEGIN + 3 * SECOND / 4));
        assertEquals(SECOND / 2, ramp.untilNextStep(BEGIN + 2 * SECOND));
        assertEquals(100, ramp.weight(BEGIN + 5 * SECOND / 2));
    }

    @Test
    void deadlineOfAnInstantFarAwayIsFarAway() {
        Moment now = new Moment(BEGIN, Instant.EPOCH);
        assertEquals(5 * SECOND, Deadline.at(Instant.ofEpochSecond(5), now).left(BEGIN));
        assertTrue(Deadline.at(Instant.MAX, now).left(BEGIN) > 1_000 * 86_400 * SECOND);
        assertTrue(Deadline.at(Instant.MIN, now).left(BEGIN) < 0);
        assertEquals(36_500, Duration.between(now.wall(), Moment.after(now.wall(), Duration.ofDays(99_999))).toDays());
    }

    private static List<Integer> weights(Ramp ramp, int seconds) {
        return LongStream.range(0, seconds).mapToObj(second -> ramp.weight(BEGIN + second * SECOND)).toList();
    }
}
