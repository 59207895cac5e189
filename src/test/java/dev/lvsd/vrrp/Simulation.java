package dev.lvsd.vrrp;

import dev.lvsd.config.VrrpInstance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

/// Two to four nodes on one network that loses, repeats, delays, reorders and corrupts packets, falls apart
/// and heals, with nodes that pause, fail, stop, start, reload, restart and wait to be ready; then a calm in
/// which one master must remain.
///
/// After every event: addresses are held by masters only ([SimulatedNode]), a rejected packet moves no
/// deadline, and once the network is calm two masters do not last longer than an interval.
final class Simulation {
    private static final long MILLI = 1_000_000;
    private static final long DELAY = 2 * MILLI;

    private record Event(long time, int order, Runnable arrival) {}

    private final long seed;
    private final Random random;
    private final List<SimulatedNode> nodes = new ArrayList<>();
    private final PriorityQueue<Event> wire =
            new PriorityQueue<>(Comparator.comparingLong(Event::time).thenComparingInt(Event::order));
    private final List<String> log = new ArrayList<>();
    private final int[] side;
    private final boolean preempt;
    private final long interval;
    private final Instances shape;
    private final boolean equal;
    private boolean calm;
    private long calmSince;
    private long now;
    private int order;

    Simulation(long seed) {
        this.seed = seed;
        random = new Random(seed);
        int version = 2 + random.nextInt(2);
        int millis = version == 2 ? 1000 : 10 * (10 + random.nextInt(91));
        preempt = random.nextInt(3) > 0;
        equal = random.nextInt(4) == 0;
        interval = millis * MILLI;
        int count = 2 + random.nextInt(3);
        side = new int[count];
        shape = new Instances(
                version, 100, millis, preempt, version == 2 ? "secret" : null, List.of(), false, false);
        for (int i = 0; i < count; i++) {
            nodes.add(new SimulatedNode(i, shape.priority(anyPriority()).of(51, "10.77.0.100")));
        }
    }

    List<String> log() {
        return log;
    }

    void run() {
        try {
            for (SimulatedNode node : nodes) {
                start(node);
            }
            for (int i = 0; i < 80; i++) {
                disturb();
                runUntil(now + random.nextLong(4 * interval) + 1);
            }
            settle();
        } catch (AssertionError e) {
            throw new AssertionError("seed " + seed + " at " + now / 1e9 + " s, " + nodes + ": " + e.getMessage(), e);
        }
    }

    private int anyPriority() {
        return equal ? 100 : 1 + random.nextInt(254);
    }

    /// The same configuration, another priority, or in version 3 another interval, none longer than the first.
    private VrrpInstance reloaded(SimulatedNode node) {
        int millis = (int) (interval / MILLI);
        return switch (random.nextInt(3)) {
            case 0 -> node.instance;
            case 1 -> shape.priority(anyPriority()).of(51, "10.77.0.100");
            default -> shape.priority(node.router.priority())
                    .millis(shape.version() == 2 ? millis : millis / 10 / (1 + random.nextInt(3)) * 10)
                    .of(51, "10.77.0.100");
        };
    }

    private void disturb() {
        SimulatedNode node = nodes.get(random.nextInt(nodes.size()));
        switch (random.nextInt(15)) {
            case 0 -> {
                for (int i = 0; i < side.length; i++) {
                    side[i] = random.nextInt(2);
                }
            }
            case 1 -> Arrays.fill(side, 0);
            case 2 -> node.paused = !node.paused;
            case 3 -> tell(node, new Input.InterfaceDown("cut"));
            case 4 -> tell(node, Input.Shutdown.STOP);
            case 5 -> start(node);
            case 6, 7 -> {
                if (!node.paused) {
                    node.reload(reloaded(node), now);
                }
            }
            case 8 -> restart(node);
            case 9, 10 -> ready(node);
            default -> nodes.forEach(this::start);
        }
        say("disturbed");
    }

    /// Everything works again: after a few master down intervals one master remains.
    private void settle() {
        Arrays.fill(side, 0);
        for (SimulatedNode node : nodes) {
            node.paused = false;
            ready(node);
            start(node);
        }
        runUntil(now + 50 * MILLI);
        calm = true;
        calmSince = now;
        say("calm");
        runUntil(now + 12 * interval);
        List<SimulatedNode> masters = nodes.stream().filter(SimulatedNode::isMaster).toList();
        check(masters.size() == 1, "masters after the calm: " + masters);
        int best = nodes.stream().mapToInt(node -> node.router.priority()).max().orElseThrow();
        check(!preempt || masters.getFirst().router.priority() == best, "not the best: " + masters);
    }

    private void restart(SimulatedNode node) {
        node.paused = false;
        node.restart(random.nextBoolean() ? Readiness.READY : Readiness.WAITING, now);
    }

    private void ready(SimulatedNode node) {
        if (!node.paused) {
            node.ready(now);
        }
    }

    private void start(SimulatedNode node) {
        if (!node.isRunning()) {
            tell(node, new Input.InterfaceUp(node.address));
        }
    }

    private void tell(SimulatedNode node, Input input) {
        if (!node.paused) {
            send(node, node.tell(input, now));
        }
    }

    private void runUntil(long end) {
        while (true) {
            SimulatedNode next = null;
            long time = end;
            for (SimulatedNode node : nodes) {
                if (node.wakeNanos(now) < time) {
                    time = node.wakeNanos(now);
                    next = node;
                }
            }
            Event event = wire.peek();
            if (event != null && event.time <= time) {
                wire.remove();
                now = Math.max(now, event.time);
                event.arrival.run();
            } else if (next != null) {
                now = Math.max(now, time);
                RouterState before = next.router.state();
                send(next, next.wake(now));
                if (before != next.router.state()) {
                    say("was " + before + ": " + next);
                }
            } else {
                now = end;
                return;
            }
            checkMasters();
        }
    }

    private void send(SimulatedNode sender, List<byte[]> packets) {
        for (byte[] packet : packets) {
            for (SimulatedNode receiver : nodes) {
                if (receiver != sender && side[receiver.number] == side[sender.number]) {
                    transmit(receiver, packet);
                }
            }
        }
    }

    private void transmit(SimulatedNode receiver, byte[] packet) {
        if (calm) {
            check(order < 1_000_000, "a storm of adverts");
            wire.add(new Event(now + 1 + random.nextLong(DELAY), order++, () -> receiver.arrives(packet)));
            return;
        }
        int copies = random.nextInt(5) == 0 ? 0 : random.nextInt(8) == 0 ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            byte[] copy = packet.clone();
            if (random.nextInt(10) == 0) {
                copy[random.nextInt(copy.length)] ^= (byte) (1 + random.nextInt(255));
            }
            long delay = random.nextInt(10) == 0 ? random.nextLong(40 * MILLI) : random.nextLong(DELAY);
            wire.add(new Event(now + 1 + delay, order++, () -> receiver.arrives(copy)));
        }
    }

    /// In the calm, of two masters one has heard the other after an interval and the delay of the wire.
    private void checkMasters() {
        if (!calm) {
            return;
        }
        long second = nodes.stream()
                .filter(SimulatedNode::isMaster)
                .map(node -> node.masterSince)
                .sorted(Comparator.reverseOrder())
                .findFirst()
                .orElse(0L);
        long masters = nodes.stream().filter(SimulatedNode::isMaster).count();
        check(masters < 2 || now <= Math.max(second, calmSince) + interval + DELAY + 1, "two masters last");
    }

    private void say(String text) {
        StringBuilder line = new StringBuilder().append(now).append(' ').append(text).append(" sides");
        for (int of : side) {
            line.append(' ').append(of);
        }
        log.add(line.append(' ').append(nodes).toString());
    }

    private static void check(boolean holds, String message) {
        if (!holds) {
            throw new AssertionError(message);
        }
    }
}
