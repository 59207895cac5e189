package dev.lvsd.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Rounds every 2, limit 10.
final class WatchTest {
    private final Watch watch = new Watch(List.of("vrrp", "ipvs"), 10, 0);

    @Test
    void threadsThatTurnAreSound() {
        for (int now = 2; now < 100; now += 2) {
            assertTrue(watch.on(now, new long[] {now, 2L * now}).isSound());
        }
    }

    @Test
    void threadHangsOnceItHasStoodStillForTheLimit() {
        watch.on(2, new long[] {1, 1});
        for (int now = 4; now < 12; now += 2) {
            assertTrue(watch.on(now, new long[] {1, now}).isSound(), "at " + now);
        }
        Watch.Round round = watch.on(12, new long[] {1, 12});
        assertEquals(List.of(new Watch.Hung(0, "vrrp", 10)), round.hung());
        assertEquals(round.hung(), round.fresh());
    }

    @Test
    void hangIsFreshOnceAndLastsUntilTheThreadTurns() {
        watch.on(2, new long[] {1, 1});
        advance(4, 12);
        Watch.Round later = watch.on(14, new long[] {1, 14});
        assertFalse(later.isSound());
        assertEquals(List.of(), later.fresh());
        Watch.Round back = watch.on(16, new long[] {2, 16});
        assertTrue(back.isSound());
        assertEquals(List.of("vrrp"), back.recovered());
    }

    @Test
    void processThatWasStoppedAsAWholeAccusesNoThread() {
        watch.on(2, new long[] {1, 1});
        assertTrue(watch.on(60, new long[] {1, 1}).isSound());
        assertTrue(watch.on(62, new long[] {2, 2}).isSound());
    }

    @Test
    void stopOfTheProcessAcquitsNoThreadThatHung() {
        watch.on(2, new long[] {1, 1});
        advance(4, 12);
        assertFalse(watch.on(60, new long[] {1, 60}).isSound());
    }

    @Test
    void threadThatNeverTurnedHangsToo() {
        for (int now = 2; now < 12; now += 2) {
            assertTrue(watch.on(now, new long[] {0, now}).isSound(), "at " + now);
        }
        assertFalse(watch.on(12, new long[] {0, 12}).isSound());
    }

    private void advance(int from, int to) {
        for (int now = from; now <= to; now += 2) {
            watch.on(now, new long[] {1, now});
        }
    }
}
