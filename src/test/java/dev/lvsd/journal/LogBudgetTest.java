package dev.lvsd.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LogBudgetTest {
    private final LogBudget<String> budget = new LogBudget<>(2, 5);

    @Test
    void eachSubjectHasItsLinesInASecond() {
        assertEquals(2, written("a", 10, 0));
        assertEquals(2, written("b", 10, 999_999_999));
        assertEquals(2, written("a", 10, LogBudget.SECOND));
    }

    @Test
    void manySubjectsShareTheLinesOfASecond() {
        assertEquals(5, written("a", 2, 0) + written("b", 2, 0) + written("c", 2, 0) + written("d", 2, 0));
        assertEquals(2, written("d", 2, LogBudget.SECOND));
    }

    @Test
    void whatIsNotWrittenIsCountedOnceWhenItsSecondIsOver() {
        written("a", 4321, 7);
        written("b", 3, 8);
        assertFalse(budget.isDue(LogBudget.SECOND));
        assertTrue(budget.isDue(LogBudget.SECOND + 7));
        assertEquals(Map.of("a", 4319L, "b", 1L), budget.unsaid());
        assertFalse(budget.isDue(LogBudget.SECOND + 7));
        assertEquals(Map.of(), budget.unsaid());
    }

    @Test
    void countsThatNobodyAskedForGoOn() {
        written("a", 3, 0);
        written("a", 4, 5 * LogBudget.SECOND);
        assertEquals(Map.of("a", 3L), budget.unsaid());
    }

    @Test
    void aFewLinesAreAllWritten() {
        for (int second = 0; second < 5; second++) {
            assertEquals(2, written("a", 2, second * LogBudget.SECOND));
        }
        assertFalse(budget.isDue(Long.MAX_VALUE));
    }

    private int written(String subject, int lines, long nowNanos) {
        int written = 0;
        for (int i = 0; i < lines; i++) {
            written += budget.allows(subject, nowNanos) ? 1 : 0;
        }
        return written;
    }
}
