package dev.lvsd.vrrp.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lvsd.vrrp.VirtualRouter;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimetableTest {
    @Test
    void anEmptyOneIsNeverDue() {
        assertEquals(VirtualRouter.NEVER, new Timetable(0).deadlineNanos());
        assertEquals(VirtualRouter.NEVER, new Timetable(3).deadlineNanos());
    }

    @Test
    void theFirstIsTheEarliestWhateverMoves() {
        Random random = new Random(5);
        for (int size = 1; size < 40; size++) {
            Timetable table = new Timetable(size);
            long[] plain = new long[size];
            Arrays.fill(plain, VirtualRouter.NEVER);
            for (int i = 0; i < 500; i++) {
                int thing = random.nextInt(size);
                plain[thing] = random.nextInt(5) == 0 ? VirtualRouter.NEVER : random.nextInt(50);
                table.set(thing, plain[thing]);
                long earliest = Arrays.stream(plain).min().orElseThrow();
                assertEquals(earliest, table.deadlineNanos());
                assertEquals(earliest, plain[table.first()]);
            }
        }
    }
}
