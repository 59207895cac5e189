package dev.lvsd.vrrp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.lvsd.config.VrrpInstance;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What the conversations of [RouterScriptsTest] do not show.
class VirtualRouterTest {
    @Test
    void tellsWhoTheMasterIs() {
        VirtualRouter router = new VirtualRouter(Instances.V2.of(51));
        router.on(new Input.InterfaceUp(Instances.v4("10.0.0.2")), 0);
        assertNull(router.masterAddress());
        router.on(advert(150), 1);
        assertEquals(Instances.v4("10.0.0.1"), router.masterAddress());
        assertEquals(150, router.masterPriority());
        router.on(Input.Timer.TICK, router.deadlineNanos());
        assertEquals(Instances.v4("10.0.0.2"), router.masterAddress());
        assertEquals(100, router.masterPriority());
    }

    @Test
    void whomItReplacesDidNotFallSilent() {
        VirtualRouter router = new VirtualRouter(Instances.V2.of(51));
        router.on(new Input.InterfaceUp(Instances.v4("10.0.0.2")), 0);
        router.on(advert(150), 1);
        router.on(advert(50), 2);
        assertEquals("10.0.0.1 has a lower priority", takeover(router));
        router.on(advert(150), router.deadlineNanos() - 1);
        assertEquals("10.0.0.1 fell silent", takeover(router));
    }

    /// Why it takes over when its timer is due.
    private static String takeover(VirtualRouter router) {
        return router.on(Input.Timer.TICK, router.deadlineNanos()).stream()
                .filter(Action.StateChanged.class::isInstance).map(Action.StateChanged.class::cast)
                .map(Action.StateChanged::reason).findFirst().orElseThrow();
    }

    @Test
    void theSteadyStateMakesNoGarbageOfItsOwn() {
        VirtualRouter router = new VirtualRouter(Instances.V2.of(51));
        router.on(new Input.InterfaceUp(Instances.v4("10.0.0.2")), 0);
        assertSame(router.on(advert(150), 1), router.on(advert(150), 2));
        router.on(Input.Timer.TICK, router.deadlineNanos());
        List<Action> first = router.on(Input.Timer.TICK, router.deadlineNanos());
        assertSame(first, router.on(Input.Timer.TICK, router.deadlineNanos()));
    }

    /// What keepalived falls silent under: rejected packets do not reach the router, so nothing can move.
    @Test
    void badAdvertsNeverMoveADeadline() {
        VrrpInstance instance = Instances.V2.password("1111").priority(255).of(52, "10.77.0.102");
        VirtualRouter router = new VirtualRouter(instance);
        AdvertReader reader = new AdvertReader(instance);
        router.on(new Input.InterfaceUp(Instances.v4("10.77.0.2")), 0);
        Random random = new Random(7);
        long now = 0;
        int adverts = 0;
        while (now < 15_000_000_000L) {
            now += 1_000_000;
            byte[] packet = Packets.V2_PASSWORD.clone();
            packet[20 + random.nextInt(packet.length - 20)] ^= (byte) (1 + random.nextInt(255));
            assertInstanceOf(Rejection.class, reader.read(packet, packet.length, 0));
            adverts += router.on(Input.Timer.TICK, now).size();
        }
        assertEquals(15, adverts);
    }

    private static Input advert(int priority) {
        return new Input.AdvertReceived(
                Instances.v4("10.0.0.1"), new Advert(2, 51, priority, 1_000_000_000, List.of()));
    }
}
