package dev.lvsd.ipvs.reconciler;

import static dev.lvsd.pool.Samples.WEB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecurrencesTest {
    private final Recurrences recurrences = new Recurrences();
    private Instant now = Instant.EPOCH;

    @Test
    void sameThingIsToldOnceAndItsCountWhenItIsQuiet() {
        assertTrue(recurrences.happened(WEB, "weight 3", now));
        for (int i = 0; i < 10; i++) {
            now = now.plusSeconds(5);
            assertFalse(recurrences.happened(WEB, "weight 3", now));
            assertEquals(List.of(), recurrences.due(now));
        }
        now = now.plus(Recurrences.QUIET);
        assertEquals(
                List.of(new Recurrences.Count(WEB, 10, Duration.ofSeconds(50), false)), recurrences.due(now));
        assertEquals(List.of(), recurrences.due(now.plusSeconds(3600)));
        assertTrue(recurrences.happened(WEB, "weight 3", now), "it was quiet, so it is news");
    }

    @Test
    void alwaysAnotherThingDoesNotFloodTheLogHoweverLongItGoesOn() {
        int lines = 0;
        List<Recurrences.Count> counts = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            lines += recurrences.happened(WEB, "weight " + i, now) ? 1 : 0;
            counts.addAll(recurrences.due(now));
            now = now.plusSeconds(5);
        }
        assertEquals(Recurrences.DETAILS, lines);
        assertEquals(8, counts.size(), "one in ten minutes of 83");
        assertTrue(counts.stream().allMatch(Recurrences.Count::goesOn));
        assertEquals(1000 - lines, counts.stream().mapToLong(Recurrences.Count::times).sum() + rest());
    }

    @Test
    void clockThatIsPutBackLosesNothing() {
        recurrences.happened(WEB, 1, now);
        recurrences.happened(WEB, 1, now);
        assertEquals(1, recurrences.due(now.minusSeconds(86_400)).getFirst().times());
    }

    private long rest() {
        return recurrences.due(now.plusSeconds(3600)).getFirst().times();
    }
}
