package dev.lvsd.vrrp.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lvsd.config.Election;
import dev.lvsd.config.ElectionTimers;
import dev.lvsd.config.SampleInstance;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.net.IpAddress;
import dev.lvsd.vrrp.Advert;
import dev.lvsd.vrrp.Input;
import dev.lvsd.vrrp.VirtualRouter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitingTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void preemptDelayIsCountedDown() {
        VrrpInstance instance = instance(delayed(30));
        VirtualRouter router = backup(instance);
        assertEquals("", text(instance, router, SECOND));
        hear(router, 50, SECOND);
        assertEquals("replaces 10.0.0.1 in 30 s (preempt_delay)", text(instance, router, SECOND));
        assertEquals("replaces 10.0.0.1 in 1 s (preempt_delay)", text(instance, router, 31 * SECOND - 1));
        assertEquals("", text(instance, router, 31 * SECOND));
        hear(router, 200, 2 * SECOND);
        assertEquals("", text(instance, router, 2 * SECOND));
    }

    @Test
    void whoDoesNotPreemptSaysWhomItLeaves() {
        VrrpInstance instance = instance(new Election(false, false, true));
        VirtualRouter router = backup(instance);
        hear(router, 200, SECOND);
        assertEquals("", text(instance, router, SECOND));
        hear(router, 50, 2 * SECOND);
        assertEquals("leaves 10.0.0.1 master, whose priority is lower (nopreempt)", text(instance, router, 2 * SECOND));
    }

    @Test
    void delayAfterTheStartIsCountedDown() {
        VrrpInstance instance = instance(Election.DEFAULTS);
        VirtualRouter router = new VirtualRouter(instance);
        router.startsAt(10 * SECOND);
        router.on(new Input.InterfaceUp(IpAddress.of("10.0.0.2")), 0);
        assertEquals("becomes master in 8 s at the earliest (vrrp_startup_delay, vrrp_delay_after_boot)",
                text(instance, router, 2 * SECOND));
        assertEquals("", text(instance, router, 10 * SECOND));
    }

    private static Election delayed(int seconds) {
        return new Election(false, true, true, true, false, false,
                new ElectionTimers(Duration.ofSeconds(seconds), Duration.ZERO, Duration.ZERO, 3, 0));
    }

    private static VrrpInstance instance(Election election) {
        return new SampleInstance().addresses("10.0.0.100").election(election).build();
    }

    private static VirtualRouter backup(VrrpInstance instance) {
        VirtualRouter router = new VirtualRouter(instance);
        router.on(new Input.InterfaceUp(IpAddress.of("10.0.0.2")), 0);
        return router;
    }

    private static void hear(VirtualRouter router, int priority, long now) {
        router.on(new Input.AdvertReceived(
                IpAddress.of("10.0.0.1"), new Advert(3, 51, priority, SECOND, List.of())), now);
    }

    private static String text(VrrpInstance instance, VirtualRouter router, long now) {
        RouterView view = RouterView.of(instance, router).with(router);
        return view.waiting().text(view, now);
    }
}
