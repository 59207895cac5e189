package dev.lvsd.vrrp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.config.VrrpInstance;
import dev.lvsd.net.IpAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// One director of a [Simulation]: the reader and the machine, with a driver that performs the actions.
/// While it is paused its packets wait in the socket; they are read before any timer, as the driver does.
final class SimulatedNode {
    final int number;
    VrrpInstance instance;
    final IpAddress.V4 address;
    VirtualRouter router;
    private AdvertReader reader;
    private final Deque<byte[]> socket = new ArrayDeque<>();
    private final List<byte[]> sent = new ArrayList<>();
    boolean paused;
    boolean holdsAddresses;
    long masterSince;
    private long lastAdvert = Long.MIN_VALUE / 2;
    /// When it last heard of another master that did not leave.
    private long lastHeard = Long.MIN_VALUE / 2;
    /// The interval in that advert: after a reload its sender's is not ours, and version 3 waits for the sender's.
    private long heardInterval = Long.MAX_VALUE;
    private Readiness readiness = Readiness.READY;
    /// What a restart found held waits for the first tick.
    private boolean leftover;

    SimulatedNode(int number, VrrpInstance instance) {
        this.number = number;
        this.instance = instance;
        address = Instances.v4("10.77.0." + (number + 1));
        router = new VirtualRouter(instance);
        reader = new AdvertReader(instance);
        reader.ownAddress(address);
    }

    boolean isMaster() {
        return router.state() == RouterState.MASTER;
    }

    boolean isRunning() {
        return router.state() == RouterState.MASTER || router.state() == RouterState.BACKUP;
    }

    /// The process dies and is there again at once, with what waited in its socket lost: it resumes where its last
    /// advert as master is younger than three.
    void restart(Readiness how, long now) {
        router = new VirtualRouter(instance, how);
        readiness = how;
        socket.clear();
        lastHeard = Long.MIN_VALUE / 2;
        if (holdsAddresses && now - lastAdvert < 3 * instance.advertInterval().toNanos()) {
            router.on(Input.Resume.RESUME, now);
        }
        leftover = holdsAddresses;
        tell(new Input.InterfaceUp(address), now);
    }

    void ready(long now) {
        readiness = Readiness.READY;
        perform(router.on(Input.Ready.READY, now), now);
    }

    /// When this node wants to run: now where packets wait, at its deadline else.
    long wakeNanos(long now) {
        if (paused) {
            return VirtualRouter.NEVER;
        }
        return socket.isEmpty() ? router.deadlineNanos() : now;
    }

    void arrives(byte[] packet) {
        socket.add(packet);
    }

    /// Reads the socket, then looks at the timer.
    ///
    /// @return the packets to send
    List<byte[]> wake(long now) {
        sent.clear();
        while (!socket.isEmpty()) {
            byte[] packet = socket.remove();
            long deadline = router.deadlineNanos();
            switch (reader.read(packet, packet.length)) {
                case Decoded.Accepted accepted -> {
                    boolean left = accepted.input().advert().priority() == 0;
                    lastHeard = left ? Long.MIN_VALUE / 2 : now;
                    heardInterval = accepted.input().advert().intervalNanos();
                    perform(router.on(accepted.input(), now), now);
                }
                case Rejection _ -> assertEquals(deadline, router.deadlineNanos());
            }
        }
        perform(router.on(Input.Timer.TICK, now), now);
        assertEquals(isMaster(), holdsAddresses, "addresses left over after the first tick");
        leftover = false;
        assertTrue(router.deadlineNanos() > now, "a deadline in the past after a tick");
        return List.copyOf(sent);
    }

    List<byte[]> tell(Input input, long now) {
        sent.clear();
        perform(router.on(input, now), now);
        return List.copyOf(sent);
    }

    /// Goes on with another configuration. The same one moves nothing; no advert is later than it was.
    List<byte[]> reload(VrrpInstance next, long now) {
        long deadline = router.deadlineNanos();
        RouterState state = router.state();
        boolean same = next.equals(instance);
        instance = next;
        reader = new AdvertReader(next);
        reader.ownAddress(address);
        List<byte[]> packets = tell(new Input.Reconfigured(next), now);
        assertEquals(state, router.state(), "a reload changes no state");
        assertTrue(!same || router.deadlineNanos() == deadline, "the same configuration moved the deadline");
        assertTrue(!isMaster() || router.deadlineNanos() <= deadline, "a reload put an advert off");
        assertTrue(packets.isEmpty());
        return packets;
    }

    private void perform(List<Action> actions, long now) {
        for (Action action : actions) {
            switch (action) {
                case Action.Order.SEND_ADVERT -> {
                    sent.add(packet(instance.priority()));
                    lastAdvert = now;
                }
                case Action.Order.SEND_PRIORITY_ZERO -> sent.add(packet(0));
                case Action.Order.ADD_ADDRESSES -> {
                    assertEquals(now, lastAdvert, "addresses before the advert");
                    holdsAddresses = true;
                }
                case Action.Order.REMOVE_ADDRESSES -> holdsAddresses = false;
                case Action.Order.ANNOUNCE, Action.Order.ANNOUNCE_AGAIN -> assertTrue(holdsAddresses);
                case Action.StateChanged(RouterState from, RouterState to, _) -> {
                    assertNotEquals(from, to);
                    assertEquals(router.state(), to);
                    masterSince = now;
                    assertTrue(to != RouterState.MASTER || readiness == Readiness.READY
                            || now - lastHeard >= 3 * Math.min(heardInterval, instance.advertInterval().toNanos()),
                            "not ready, and master beside another");
                }
                case Action.Note _ -> assertTrue(isRunning());
            }
        }
        assertEquals(isMaster() || (leftover && holdsAddresses), holdsAddresses,
                "addresses without mastership, or the other way round");
        assertTrue(holdsAddresses || !isMaster(), "mastership without addresses");
        assertEquals(isRunning(), router.deadlineNanos() != VirtualRouter.NEVER);
        long interval = instance.advertInterval().toNanos();
        assertTrue(!isMaster() || router.deadlineNanos() <= now + interval, "the master rests too long");
    }

    private byte[] packet(int priority) {
        long interval = instance.advertInterval().toNanos();
        List<IpAddress> virtual = List.of(Instances.v4("10.77.0.100"));
        return AdvertCodec.packet(
                new Advert(instance.version(), instance.virtualRouterId(), priority, interval, virtual),
                instance.password(), ChecksumForm.PSEUDO_HEADER, address, AdvertCodec.GROUP);
    }

    @Override
    public String toString() {
        return "node " + number + " (" + router.priority() + ") " + router.state();
    }
}
