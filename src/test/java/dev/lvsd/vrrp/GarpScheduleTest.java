package dev.lvsd.vrrp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lvsd.config.GarpSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GarpScheduleTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void aMasterAnnouncesNowAndOnceMoreAfterTheDelay() {
        GarpSchedule schedule = new GarpSchedule(GarpSettings.DEFAULTS);
        assertEquals(VirtualRouter.NEVER, schedule.deadlineNanos());
        assertEquals(5, schedule.onMaster(SECOND));
        assertEquals(6 * SECOND, schedule.deadlineNanos());
        assertEquals(0, schedule.due(6 * SECOND - 1));
        assertEquals(5, schedule.due(6 * SECOND));
        assertEquals(VirtualRouter.NEVER, schedule.deadlineNanos());
        assertEquals(0, schedule.due(7 * SECOND));
    }

    @Test
    void aFloodOfLosingAdvertsGetsOneBurstPerDelay() {
        GarpSchedule schedule = new GarpSchedule(GarpSettings.DEFAULTS);
        assertEquals(5, schedule.onLosingAdvert(0));
        for (int i = 1; i < 1000; i++) {
            assertEquals(0, schedule.onLosingAdvert(i));
        }
        assertEquals(5, schedule.due(5 * SECOND));
        assertEquals(5, schedule.onLosingAdvert(5 * SECOND + 1));
    }

    @Test
    void otherSettingsTakeNothingBackAndRefreshWhereThatIsNew() {
        GarpSchedule schedule = new GarpSchedule(GarpSettings.DEFAULTS);
        schedule.reconfigure(GarpSettings.DEFAULTS, 0);
        assertEquals(VirtualRouter.NEVER, schedule.deadlineNanos());
        schedule.onMaster(0);
        GarpSettings refreshing = new GarpSettings(
                5, Duration.ofSeconds(5), Duration.ofSeconds(10), 2, 1, Duration.ZERO);
        schedule.reconfigure(refreshing, 2 * SECOND);
        assertEquals(5 * SECOND, schedule.deadlineNanos());
        assertEquals(5, schedule.due(5 * SECOND));
        assertEquals(12 * SECOND, schedule.deadlineNanos());
        schedule.reconfigure(GarpSettings.DEFAULTS, 6 * SECOND);
        assertEquals(VirtualRouter.NEVER, schedule.deadlineNanos());
    }

    @Test
    void refreshesAsLongAsItIsMaster() {
        GarpSchedule schedule = new GarpSchedule(new GarpSettings(
                1, Duration.ZERO, Duration.ofSeconds(10), 2, 1, Duration.ZERO));
        assertEquals(1, schedule.onMaster(0));
        assertEquals(10 * SECOND, schedule.deadlineNanos());
        assertEquals(2, schedule.due(10 * SECOND));
        assertEquals(20 * SECOND, schedule.deadlineNanos());
        assertEquals(1, schedule.onLosingAdvert(11 * SECOND));
        schedule.stop();
        assertEquals(VirtualRouter.NEVER, schedule.deadlineNanos());
    }
}
