package dev.lvsd.vrrp.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.config.GarpSpacing;
import dev.lvsd.config.GarpSpacing.Group;
import dev.lvsd.config.GarpSpacing.Interval;
import dev.lvsd.vrrp.VirtualRouter;
import dev.lvsd.vrrp.driver.KeptAddresses.Announcement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AnnouncementQueueTest {
    private static final GarpSpacing SPACING = new GarpSpacing(
            new Interval(Duration.ofNanos(10), Duration.ofNanos(100)),
            List.of(new Group(new Interval(Duration.ofNanos(7), Duration.ZERO), List.of("eth1", "eth2"))));

    private final AnnouncementQueue<String> queue = new AnnouncementQueue<>();

    @Test
    void whereNothingIsConfiguredNothingWaits() {
        Announcement frame = frame(GarpSpacing.NONE, "eth0");
        for (int i = 0; i < 1000; i++) {
            assertTrue(queue.offer("A", frame, 5));
        }
        assertEquals(VirtualRouter.NEVER, queue.deadlineNanos());
    }

    @Test
    void announcementsOfAnInterfaceAreAnIntervalApartWhoseverTheyAre() {
        Announcement first = frame(SPACING, "eth0");
        Announcement second = frame(SPACING, "eth0");
        assertTrue(queue.offer("A", first, 100));
        assertFalse(queue.offer("B", second, 101));
        assertFalse(queue.offer("A", first, 102));
        assertEquals(110, queue.deadlineNanos());
        assertNull(queue.poll(109));
        assertSame(second, Objects.requireNonNull(queue.poll(110)).frame());
        assertNull(queue.poll(110));
        assertEquals(120, queue.deadlineNanos());
        assertEquals("A", Objects.requireNonNull(queue.poll(125)).owner());
        assertFalse(queue.offer("A", first, 134));
        assertEquals(135, queue.deadlineNanos());
    }

    @Test
    void afterAnIntervalWithoutAnyTheNextIsSentAtOnce() {
        Announcement frame = frame(SPACING, "eth0");
        assertTrue(queue.offer("A", frame, 0));
        assertTrue(queue.offer("A", frame, 10));
        assertFalse(queue.offer("A", frame, 19));
    }

    @Test
    void interfacesOfAGroupShareItsIntervalAndOthersDoNot() {
        assertTrue(queue.offer("A", frame(SPACING, "eth1"), 0));
        assertFalse(queue.offer("A", frame(SPACING, "eth2"), 6));
        assertEquals(7, queue.deadlineNanos());
        assertTrue(queue.offer("A", frame(SPACING, "eth0"), 6));
        assertTrue(queue.offer("A", frame(SPACING, "eth3"), 6));
    }

    @Test
    void neighbourAdvertisementsHaveAnIntervalOfTheirOwn() {
        byte[] ipv6 = new byte[86];
        ipv6[12] = (byte) 0x86;
        ipv6[13] = (byte) 0xdd;
        Announcement advertisement = new Announcement(3, ipv6, SPACING.laneOf("eth0"));
        assertTrue(queue.offer("A", advertisement, 0));
        assertFalse(queue.offer("A", advertisement, 50));
        assertEquals(100, queue.deadlineNanos());
        assertTrue(queue.offer("A", frame(SPACING, "eth0"), 51));
        assertFalse(queue.offer("A", frame(SPACING, "eth0"), 52));
        assertEquals(61, queue.deadlineNanos());
        assertFalse(Objects.requireNonNull(queue.poll(61)).frame().isNeighbourAdvertisement());
        assertSame(advertisement, Objects.requireNonNull(queue.poll(100)).frame());
    }

    @Test
    void whatIsNotOursAnyMoreIsNotAnnounced() {
        Announcement frame = frame(SPACING, "eth0");
        assertTrue(queue.offer("A", frame, 0));
        assertFalse(queue.offer("A", frame, 0));
        assertFalse(queue.offer("B", frame, 0));
        assertEquals(1, queue.waiting("A"));
        queue.forget("A");
        assertEquals(0, queue.waiting("A"));
        assertEquals("B", Objects.requireNonNull(queue.poll(10)).owner());
        assertEquals(VirtualRouter.NEVER, queue.deadlineNanos());
    }

    private static Announcement frame(GarpSpacing spacing, String interfaceName) {
        return new Announcement(3, new byte[42], spacing.laneOf(interfaceName));
    }
}
