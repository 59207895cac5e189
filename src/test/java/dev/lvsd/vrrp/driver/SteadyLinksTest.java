package dev.lvsd.vrrp.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.config.VrrpSettings.InterfaceDelay;
import dev.lvsd.netlink.Link;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// An interface that flaps, with a delay of two seconds down and three up.
class SteadyLinksTest {
    private static final long SECOND = 1_000_000_000;
    /// `IFF_UP` and `IFF_RUNNING` of <net/if.h>.
    private static final int USABLE = 0x41;
    private static final Map<String, InterfaceDelay> DELAYS =
            Map.of("eth0", new InterfaceDelay(Duration.ofSeconds(2), Duration.ofSeconds(3)));

    private final SteadyLinks links = new SteadyLinks();

    @Test
    void changeCountsWhenItHasLasted() {
        assertTrue(isUsable(1, USABLE, 0));
        assertTrue(isUsable(1, 0, SECOND));
        assertEquals(3 * SECOND, links.deadlineNanos());
        assertTrue(isUsable(1, 0, 2 * SECOND));
        assertFalse(isUsable(1, 0, 3 * SECOND));
        assertEquals(SteadyLinks.NEVER, links.deadlineNanos());
        assertFalse(isUsable(1, USABLE, 4 * SECOND));
        assertTrue(isUsable(1, USABLE, 7 * SECOND));
    }

    @Test
    void interfaceThatIsBackInTimeWasNeverAway() {
        assertTrue(isUsable(1, USABLE, 0));
        assertTrue(isUsable(1, 0, SECOND));
        assertTrue(isUsable(1, USABLE, 2 * SECOND));
        assertEquals(SteadyLinks.NEVER, links.deadlineNanos());
        assertTrue(isUsable(1, 0, 3 * SECOND));
        assertTrue(isUsable(1, 0, 4 * SECOND));
    }

    @Test
    void interfaceThatIsNewOrMadeAgainIsAsItIsAtOnce() {
        assertFalse(isUsable(1, 0, 0));
        assertTrue(isUsable(2, USABLE, SECOND));
        assertEquals(List.of(), links.of(List.of(), DELAYS, SECOND));
        assertFalse(isUsable(2, 0, SECOND));
    }

    @Test
    void interfaceWithoutADelayIsAsItIs() {
        links.of(List.of(link("eth1", 7, USABLE)), DELAYS, 0);
        assertFalse(links.of(List.of(link("eth1", 7, 0)), DELAYS, 1).getFirst().isUsable());
    }

    private boolean isUsable(int index, int flags, long now) {
        return links.of(List.of(link("eth0", index, flags)), DELAYS, now).getFirst().isUsable();
    }

    private static Link link(String name, int index, int flags) {
        return new Link(index, name, 1, null, flags, 1500);
    }
}
