package dev.lvsd.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.config.TrackWeight;
import dev.lvsd.config.TrackedProcess;
import dev.lvsd.config.TrackedProcess.Match;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How results, counts and texts become states.
class TrackCentreTest {
    private static final long SECOND = 1_000_000_000L;

    /// Each character is a result, + or -; expected is the state after it, U or D.
    @ParameterizedTest(name = "rise {0}, fall {1}: {2} -> {3}")
    @CsvSource({
        "1, 1, +-+, UDU",
        "1, 2, +--+, UUDU",
        "1, 3, +--+--+---, UUUUUUUUUD",
        "3, 1, +-++-+++, UDDDDDDU",
        "2, 2, -+-++--, DDDDUUD",
        "5, 5, -, D",
        "5, 5, +, U"
    })
    void firstResultDecidesThenRowsDo(int rise, int fall, String results, String expected) {
        RiseFall health = new RiseFall(rise, fall, false);
        StringBuilder states = new StringBuilder();
        results.chars().forEach(result -> states.append(health.on(result == '+') ? 'U' : 'D'));
        assertEquals(expected, states.toString());
    }

    @Test
    void initFailIsDownUntilTheFirstSuccess() {
        RiseFall health = new RiseFall(3, 3, true);
        assertEquals(false, health.isUp());
        assertTrue(health.on(true));
        assertNull(new RiseFall(1, 1, false).isUp());
    }

    @Test
    void processIsUpBetweenQuorumAndMaximum() {
        ProcessTally tally = new ProcessTally(process(2, 3, 0, 0));
        assertEquals(TrackerState.Level.PENDING, tally.state().level());
        for (int[] step : new int[][] {{0, 0}, {1, 0}, {2, 1}, {3, 1}, {4, 0}, {3, 1}, {1, 0}}) {
            tally.count(step[0], 0);
            assertEquals(step[1] == 1, tally.state().level() == TrackerState.Level.UP, "at " + step[0]);
            assertEquals(step[0], tally.state().number());
        }
    }

    @Test
    void changeOfProcessesMustLastItsDelay() {
        ProcessTally tally = new ProcessTally(process(1, Integer.MAX_VALUE, 2, 5));
        tally.count(1, 0);
        tally.count(0, SECOND);
        assertEquals(6 * SECOND, tally.deadlineNanos());
        tally.elapse(6 * SECOND - 1);
        assertEquals(TrackerState.Level.UP, tally.state().level());
        tally.count(1, 3 * SECOND);
        assertEquals(ProcessTally.NEVER, tally.deadlineNanos());
        tally.count(0, 10 * SECOND);
        tally.elapse(15 * SECOND);
        assertEquals(TrackerState.Level.DOWN, tally.state().level());
        tally.count(1, 20 * SECOND);
        assertEquals(22 * SECOND, tally.deadlineNanos());
        tally.elapse(22 * SECOND);
        assertEquals(TrackerState.Level.UP, tally.state().level());
    }

    @Test
    void processIsKnownByItsNameOrItsCommandLine() {
        assertTrue(fits(null, List.of(), false, "dockerd", List.of("/usr/bin/dockerd", "-H", "fd://")));
        assertFalse(fits(null, List.of(), false, "dockerd2", List.of("dockerd")));
        assertTrue(fits(Match.EXACT, List.of("-H", "fd://"), false, "other", List.of("dockerd", "-H", "fd://")));
        assertFalse(fits(Match.EXACT, List.of("-H"), false, "dockerd", List.of("dockerd", "-H", "fd://")));
        assertTrue(fits(Match.PARTIAL, List.of("-H"), false, "dockerd", List.of("dockerd", "-H", "fd://")));
        assertFalse(fits(Match.PARTIAL, List.of("-"), false, "dockerd", List.of("dockerd", "-H")));
        assertTrue(fits(Match.INITIAL, List.of("-H", "fd"), false, "dockerd", List.of("dockerd", "-H", "fd://")));
        assertFalse(fits(Match.INITIAL, List.of("-", "fd"), false, "dockerd", List.of("dockerd", "-H", "fd://")));
        assertTrue(fits(null, List.of(), true, "MainThread", List.of("dockerd")));
        assertFalse(fits(null, List.of(), true, "dockerd", List.of()));
    }

    @Test
    void longNameIsComparedAsTheKernelKeepsIt() {
        ProcessMatch match = new ProcessMatch(new TrackedProcess(
                "p", "a-very-long-daemon-name", List.of(), null, false, 1, 9, TrackWeight.FAULT, Duration.ZERO,
                Duration.ZERO));
        assertTrue(match.fitsName("a-very-long-dae"));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(nullValues = "null", ignoreLeadingAndTrailingWhitespace = false, value = {
        "'5\n',5", "' -20 x',-20", "0x1f,31", "010,8", "'',0", "abc,0", "0x,0", "+7,7",
        "2147483647,2147483647", "-2147483648,-2147483648", "2147483649,null", "99999999999999999999999,null"})
    void numberOfAFileIsReadAsStrtolDoes(String text, @Nullable Long expected) {
        assertEquals(expected, FileNumber.of(text));
    }

    private static boolean fits(
            @Nullable Match match, List<String> parameters, boolean full, String name, List<String> arguments) {
        ProcessMatch process = new ProcessMatch(new TrackedProcess(
                "p", "dockerd", parameters, match, full, 1, 9, TrackWeight.FAULT, Duration.ZERO, Duration.ZERO));
        return process.fitsName(name) && process.fitsArguments(arguments);
    }

    private static TrackedProcess process(int quorum, int most, int forkSeconds, int endSeconds) {
        return new TrackedProcess(
                "p", "app", List.of(), null, false, quorum, most, TrackWeight.FAULT, Duration.ofSeconds(forkSeconds),
                Duration.ofSeconds(endSeconds));
    }
}
