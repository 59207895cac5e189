package dev.lvsd.vrrp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.lvsd.config.VrrpInstance;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VirtualRouterTest {
    @Test
    void becomesMasterWhenNobodyIsHeardAndKeepsItsRhythm() {
        RouterScript.run(Instances.V2.of(51), """
                0 tick -> ; due never
                0 up 10.0.0.2 -> REMOVE_ADDRESSES, INITIALIZE>BACKUP; due 3609.375
                3609.374999 tick -> ; due 3609.375
                3609.375 tick -> SEND_ADVERT, ADD_ADDRESSES, ANNOUNCE, BACKUP>MASTER; due 4609.375
                4609.374 tick -> ; due 4609.375
                4612 tick -> SEND_ADVERT; due 5609.375
                9999 tick -> SEND_ADVERT; due 10999
                """);
    }

    @Test
    void backupTakesOverWhenMasterFallsSilent() {
        RouterScript.run(Instances.V3.millis(100).of(51), """
                0 up 10.0.0.2 -> REMOVE_ADDRESSES, INITIALIZE>BACKUP; due 360.9375
                50 advert 10.0.0.1 150 -> ; due 410.9375
                150 advert 10.0.0.1 150 -> ; due 510.9375
                510.9375 tick -> SEND_ADVERT, ADD_ADDRESSES, ANNOUNCE, BACKUP>MASTER; due 610.9375
                """);
    }

    @Test
    void priorityZeroShortensTheTimerToTheSkew() {
        RouterScript.run(Instances.V2.of(51), """
                0 up 10.0.0.2 -> REMOVE_ADDRESSES, INITIALIZE>BACKUP; due 3609.375
                100 advert 10.0.0.1 150 -> ; due 3709.375
                200 advert 10.0.0.1 0 -> ; due 809.375
                700 advert 10.0.0.1 0 -> ; due 809.375
                809.375 tick -> SEND_ADVERT, ADD_ADDRESSES, ANNOUNCE, BACKUP>MASTER; due 1809.375
                """);
    }

    @Test
    void lowerPriorityIsDiscardedAndTheTimerRunsOn() {
        RouterScript.run(Instances.V2.of(51), """
                0 up 10.0.0.2 -> REMOVE_ADDRESSES, INITIALIZE>BACKUP; due 3609.375
                1000 advert 10.0.0.1 99 -> note; due 3609.375
                2000 advert 10.0.0.1 99 -> ; due 3609.375
                3609.375 tick -> SEND_ADVERT, ADD_ADDRESSES, ANNOUNCE, BACKUP>MASTER; due 4609.375
                """);
    }

    @Test
    void withNopreemptALowerPriorityIsObeyed() {
        RouterScript.run(Instances.V2.nopreempt().of(51), """
                0 up 10.0.0.2 -> REMOVE_ADDRESSES, INITIALIZE>BACKUP; due 3609.375
                1000 advert 10.0.0.1 1 -> ; due 4609.375
                """);
    }

    @Test
    void equalPriorityIsObeyedByABackup() {
        RouterScript.run(Instances.V2.of(51), """
                0 up 10.0.0.2 -> REMOVE_ADDRESSES, INITIALIZE>BACKUP; due 3609.375
                1000 advert 10.0.0.1 100 -> ; due 4609.375
                """);
    }

    @Test
    void masterGivesWayToHigherPriorityWithOneMoreAdvert() {
        RouterScript.run(Instances.V2.of(51), """
                0 up 10.0.0.2 -> REMOVE_ADDRESSES, INITIALIZE>BACKUP; due 3609.375
                3609.375 tick -> SEND_ADVERT, ADD_ADDRESSES, ANNOUNCE, BACKUP>MASTER; due 4609.375
                4000 advert 10.0.0.1 101 -> SEND_ADVERT, REMOVE_ADDRESSES, MASTER>BACKUP; due 7609.375
                """);
    }

    @Test
    void equalPrioritiesAreDecidedByTheUnsignedAddress() {
        RouterScript.run(Instances.V2.of(51), """
                0 up 127.0.0.2 -> REMOVE_ADDRESSES, INITIALIZE>BACKUP; due 3609.375
                3609.375 tick -> SEND_ADVERT, ADD_ADDRESSES, ANNOUNCE, BACKUP>MASTER; due 4609.375
                4000 advert 127.0.0.1 100 -> SEND_ADVERT, ANNOUNCE_AGAIN, note; due 5000
                4100 advert 128.0.0.1 100 -> SEND_ADVERT, REMOVE_ADDRESSES, MASTER>BACKUP; due 7709.375
                """);
    }

    @Test
    void losingAdvertsAreAnsweredAtOnceAndNotedOnce() {
        RouterScript.run(Instances.V2.of(51), """
                0 up 10.0.0.2 -> REMOVE_ADDRESSES, INITIALIZE>BACKUP; due 3609.375
                3609.375 tick -> SEND_ADVERT, ADD_ADDRESSES, ANNOUNCE, BACKUP>MASTER; due 4609.375
                4000 advert 10.0.0.3 99 -> SEND_ADVERT, ANNOUNCE_AGAIN, note; due 5000
                4200 advert 10.0.0.3 99 -> SEND_ADVERT, ANNOUNCE_AGAIN; due 5200
                4300 advert 10.0.0.3 0 -> SEND_ADVERT; due 5300
                """);
    }

    @Test
    void theMastersIntervalIsLearned() {
        RouterScript.run(Instances.V3.millis(1000).of(51), """
                0 up 10.0.0.2 -> REMOVE_ADDRESSES, INITIALIZE>BACKUP; due 3609.375
                0 advert 10.0.0.1 150 100 -> ; due 360.9375
                100 advert 10.0.0.1 0 100 -> ; due 160.9375
                160.9375 tick -> SEND_ADVERT, ADD_ADDRESSES, ANNOUNCE, BACKUP>MASTER; due 1160.9375
                200 advert 10.0.0.1 150 200 -> SEND_ADVERT, REMOVE_ADDRESSES, MASTER>BACKUP; due 921.875
                """);
    }

    @Test
    void anOwnerIsMasterAtOnce() {
        RouterScript.run(Instances.V2.priority(255).nopreempt().of(51), """
                0 up 10.0.0.2 -> REMOVE_ADDRESSES, SEND_ADVERT, ADD_ADDRESSES, ANNOUNCE, INITIALIZE>MASTER; due 1000
                10 advert 10.0.0.3 255 -> SEND_ADVERT, REMOVE_ADDRESSES, MASTER>BACKUP; due 3013.90625
                20 advert 10.0.0.1 254 -> note; due 3013.90625
                """);
    }

    @Test
    void aFaultTakesTheAddressesAndRecoveryWaitsTheWholeInterval() {
        RouterScript.run(Instances.V2.of(51), """
                0 down -> REMOVE_ADDRESSES, INITIALIZE>FAULT; due never
                5 down -> ; due never
                10 advert 10.0.0.1 50 -> ; due never
                1000 up 10.0.0.2 -> FAULT>BACKUP; due 4609.375
                4609.375 tick -> SEND_ADVERT, ADD_ADDRESSES, ANNOUNCE, BACKUP>MASTER; due 5609.375
                5000 down -> SEND_PRIORITY_ZERO, REMOVE_ADDRESSES, MASTER>FAULT; due never
                6000 up 10.0.0.2 -> FAULT>BACKUP; due 9609.375
                7000 down -> BACKUP>FAULT; due never
                """);
    }

    @Test
    void aStopLeavesAndTakesTheAddresses() {
        RouterScript.run(Instances.V2.of(51), """
                0 stop -> ; due never
                0 up 10.0.0.2 -> REMOVE_ADDRESSES, INITIALIZE>BACKUP; due 3609.375
                100 stop -> BACKUP>INITIALIZE; due never
                200 up 10.0.0.2 -> REMOVE_ADDRESSES, INITIALIZE>BACKUP; due 3809.375
                3809.375 tick -> SEND_ADVERT, ADD_ADDRESSES, ANNOUNCE, BACKUP>MASTER; due 4809.375
                4000 stop -> SEND_PRIORITY_ZERO, REMOVE_ADDRESSES, MASTER>INITIALIZE; due never
                4100 advert 10.0.0.1 1 -> ; due never
                """);
    }

    @Test
    void aNewSourceAddressDecidesFromThenOn() {
        RouterScript.run(Instances.V2.of(51), """
                0 up 10.0.0.2 -> REMOVE_ADDRESSES, INITIALIZE>BACKUP; due 3609.375
                3609.375 tick -> SEND_ADVERT, ADD_ADDRESSES, ANNOUNCE, BACKUP>MASTER; due 4609.375
                3700 up 10.0.0.9 -> ; due 4609.375
                4000 advert 10.0.0.5 100 -> SEND_ADVERT, ANNOUNCE_AGAIN, note; due 5000
                """);
    }

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
            assertInstanceOf(Rejection.class, reader.read(packet, packet.length));
            adverts += router.on(Input.Timer.TICK, now).size();
        }
        assertEquals(15, adverts);
    }

    private static Input advert(int priority) {
        return new Input.AdvertReceived(
                Instances.v4("10.0.0.1"), new Advert(2, 51, priority, 1_000_000_000, List.of()));
    }
}
