package dev.lvsd.ipvs.reconciler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class OutageTest {
    private static final long SECOND = 1_000_000_000L;

    private final Outage outage = new Outage();

    @Test
    void eachReasonIsToldOnceUntilItWorkedForAWhile() {
        assertTrue(outage.failed("no memory"));
        assertFalse(outage.failed("no memory"));
        assertTrue(outage.failed("no answer"));
        assertFalse(outage.worked(0));
        assertFalse(outage.worked(9 * SECOND));
        assertFalse(outage.failed("no memory"), "it never worked for long");
        assertFalse(outage.worked(10 * SECOND));
        assertTrue(outage.worked(20 * SECOND));
        assertEquals(2, outage.untold());
        assertFalse(outage.worked(30 * SECOND), "that is told once");
        assertTrue(outage.failed("no memory"));
    }

    @Test
    void reasonsThatAreAlwaysNewAreCounted() {
        int told = 0;
        for (int i = 0; i < 100; i++) {
            told += outage.failed("of " + i + " steps") ? 1 : 0;
        }
        assertEquals(5, told);
        assertEquals(95, outage.untold());
    }
}
