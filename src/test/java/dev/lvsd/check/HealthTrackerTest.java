package dev.lvsd.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.config.CheckTiming;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthTrackerTest {
    private static final long SECOND = 1_000_000_000L;

    /// Results are P (passed), F (failed), N (not run). Each expectation is the state after the result, or `.` for
    /// no transition, and the seconds to the next check: delay_loop is 60, delay_before_retry 3, not run 1.
    @ParameterizedTest(name = "retry {0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            1 | P         | UP/60
            1 | P P       | UP/60 ./60
            1 | F F       | ./3 DOWN/60
            0 | F         | DOWN/60
            0 | P F P F   | UP/60 DOWN/60 UP/60 DOWN/60
            1 | F P       | ./3 UP/60
            1 | P F P F F | UP/60 ./3 ./60 ./3 DOWN/60
            2 | P F F F   | UP/60 ./3 ./3 DOWN/60
            2 | P F F P F | UP/60 ./3 ./3 ./60 ./3
            3 | F F F F   | ./3 ./3 ./3 DOWN/60
            2 | F F F F F | ./3 ./3 DOWN/60 ./60 ./60
            1 | F F P F F | ./3 DOWN/60 UP/60 ./3 DOWN/60
            1 | N N       | ./1 ./1
            1 | P N N N N | UP/60 ./1 ./1 ./1 ./1
            1 | P F N F   | UP/60 ./3 ./1 DOWN/60
            1 | F F N P   | ./3 DOWN/60 ./1 UP/60
            """)
    void followsTheTable(int retry, String results, String expected) {
        HealthTracker tracker = new HealthTracker(timing(60, retry, 3, 0));
        long now = 5 * SECOND;
        List<String> steps = new ArrayList<>();
        for (String letter : results.split(" ", -1)) {
            Health before = tracker.state();
            HealthTracker.Step step = tracker.on(result(letter), now);
            Transition transition = step.transition();
            if (transition != null) {
                assertEquals(new Transition(before, tracker.state()), transition);
            }
            steps.add((transition == null ? "." : transition.to()) + "/" + (step.nextStartNanos() - now) / SECOND);
            now = step.nextStartNanos() + SECOND / 7;
        }
        assertEquals(expected, String.join(" ", steps));
    }

    @Test
    void firstCheckIsSpreadOverAWarmupThatIsSaidAfterOneSecond() {
        HealthTracker tracker = new HealthTracker(timing(60, 1, 3, 10));
        FirstRound quick = FirstRound.within(Duration.ofMillis(100));
        assertEquals(100 + SECOND, tracker.firstStart(100, 0, quick));
        assertEquals(100 + 6 * SECOND, tracker.firstStart(100, 0.5, quick));
        assertEquals(SECOND, new HealthTracker(timing(60, 1, 3, 0)).firstStart(0, 0.99, quick));
        assertEquals(7 * SECOND + 60 * SECOND, tracker.on(result("P"), 7 * SECOND).nextStartNanos());
    }

    /// keepalived's rule has the first check of this one 31 s after the start, and then every 60 s.
    @Test
    void withoutWarmupTheFirstCheckIsInTimeForReadyWaitAndTheNextOneWhereKeepalivedHasTheFirst() {
        HealthTracker tracker = new HealthTracker(new CheckTiming(
                Duration.ofSeconds(60), Duration.ofSeconds(5), 1, Duration.ofSeconds(3), null));
        FirstRound round = FirstRound.within(Duration.ofSeconds(5));
        assertEquals(SECOND * 9 / 4, tracker.firstStart(0, 0.5, round));
        assertEquals(31 * SECOND, tracker.on(result("P"), 3 * SECOND).nextStartNanos());
        assertEquals(92 * SECOND, tracker.on(result("P"), 32 * SECOND).nextStartNanos());
        assertEquals(95 * SECOND, tracker.on(result("F"), 92 * SECOND).nextStartNanos());
    }

    @Test
    void everyFirstCheckLeavesAQuarterOfReadyWaitForItsAnswer() {
        HealthTracker slow = new HealthTracker(new CheckTiming(
                Duration.ofSeconds(60), Duration.ofSeconds(5), 1, Duration.ofSeconds(3), null));
        for (int seconds : new int[] {1, 2, 5, 60}) {
            FirstRound round = FirstRound.within(Duration.ofSeconds(seconds));
            assertTrue(slow.firstStart(0, 1 - 1e-9, round) <= seconds * SECOND * 3 / 4);
            assertTrue(slow.firstStart(0, 0, round) <= SECOND);
        }
    }

    @Test
    void whereNothingWaitsForTheFirstRoundItIsSpreadOverDelayLoop() {
        HealthTracker tracker = new HealthTracker(new CheckTiming(
                Duration.ofSeconds(60), Duration.ofSeconds(5), 1, Duration.ofSeconds(3), null));
        assertEquals(31 * SECOND, tracker.firstStart(0, 0.5, FirstRound.within(Duration.ZERO)));
    }

    @Test
    void retriesInARowAreCounted() {
        HealthTracker tracker = new HealthTracker(timing(60, 2, 3, 0));
        tracker.on(result("F"), 0);
        tracker.on(result("F"), 0);
        assertEquals(2, tracker.retriesUsed());
        tracker.on(result("P"), 0);
        assertEquals(0, tracker.retriesUsed());
    }

    @Test
    void aShortDelayLoopHoldsAfterACheckThatCouldNotRun() {
        CheckTiming often = new CheckTiming(
                Duration.ofMillis(200), Duration.ofSeconds(1), 1, Duration.ofSeconds(1), Duration.ZERO);
        assertEquals(200_000_000L, new HealthTracker(often).on(result("N"), 0).nextStartNanos());
    }

    @Test
    void endlessDelaysDoNotOverflow() {
        Duration endless = Duration.ofSeconds(Long.MAX_VALUE);
        HealthTracker tracker = new HealthTracker(new CheckTiming(endless, endless, 1, endless, endless));
        HealthTracker.Step step = tracker.on(result("P"), SECOND);
        assertEquals(Long.MAX_VALUE, step.nextStartNanos());
        assertEquals(Long.MAX_VALUE, tracker.on(result("F"), SECOND).nextStartNanos());
        assertNull(tracker.on(result("P"), SECOND).transition());
    }

    private static CheckResult result(String letter) {
        return switch (letter) {
            case "P" -> new CheckResult.Passed(Duration.ofMillis(1));
            case "F" -> new CheckResult.Failed("connection refused", Duration.ofMillis(1));
            case "N" -> new CheckResult.NotRun("no file descriptor", Duration.ZERO);
            default -> throw new IllegalArgumentException(letter);
        };
    }

    private static CheckTiming timing(int delayLoop, int retry, int delayBeforeRetry, int warmup) {
        return new CheckTiming(
                Duration.ofSeconds(delayLoop),
                Duration.ofSeconds(5),
                retry,
                Duration.ofSeconds(delayBeforeRetry),
                Duration.ofSeconds(warmup));
    }
}
