package dev.lvsd.vrrp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.net.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Nodes with a sync group of two members, each on a segment of its own; links fail and come back, adverts are lost.
/// After every event the members of a node are in one state, and an undisturbed end has one master for both segments.
class SyncGroupSimulationTest {
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000 * MILLI;
    private static final int SEEDS = 2_000;
    private static final int SEGMENTS = 2;

    @Test
    void membersAreNeverApartAndOneNodeEndsAsMasterOfAllSegments() {
        for (int seed = 0; seed < SEEDS; seed++) {
            new World(seed).run();
        }
    }

    /// Something that happens at a time.
    private record Event(long at, long order, Runnable what) {}

    private static final class World {
        private final long seed;
        private final Random random;
        private final PriorityQueue<Event> events = new PriorityQueue<>((a, b) ->
                a.at() == b.at() ? Long.compare(a.order(), b.order()) : Long.compare(a.at(), b.at()));
        private final List<Node> nodes = new ArrayList<>();
        private long now;
        private long scheduled;
        private boolean lossy = true;

        World(long seed) {
            this.seed = seed;
            random = new Random(seed);
            int count = 2 + random.nextInt(2);
            for (int i = 0; i < count; i++) {
                nodes.add(new Node(this, i));
            }
        }

        void run() {
            nodes.forEach(node -> node.links(true));
            for (int i = 0; i < 6; i++) {
                Node node = nodes.get(random.nextInt(nodes.size()));
                int segment = random.nextInt(SEGMENTS);
                long at = random.nextLong(60 * SECOND);
                schedule(at, () -> node.link(segment, false));
                schedule(at + random.nextLong(20 * SECOND), () -> node.link(segment, true));
            }
            schedule(85 * SECOND, () -> {
                lossy = false;
                nodes.forEach(node -> node.links(true));
            });
            while (now < 140 * SECOND) {
                Event event = events.poll();
                long deadline = nodes.stream().mapToLong(Node::deadline).min().orElseThrow();
                if (event != null && event.at() <= deadline) {
                    now = event.at();
                    event.what().run();
                } else {
                    if (event != null) {
                        events.add(event);
                    }
                    now = deadline == VirtualRouter.NEVER ? 140 * SECOND : Math.max(now, deadline);
                    nodes.forEach(Node::tick);
                }
                nodes.forEach(Node::check);
            }
            assertEquals(1, nodes.stream().filter(Node::isMaster).count(), () -> "seed " + seed + ": masters");
        }

        void schedule(long at, Runnable what) {
            events.add(new Event(at, scheduled++, what));
        }

        void send(Node from, int segment, int priority) {
            for (Node node : nodes) {
                boolean lost = lossy && random.nextInt(10) == 0;
                if (node != from && !lost) {
                    schedule(now + random.nextLong(2 * MILLI), () -> node.hear(from, segment, priority));
                }
            }
        }
    }

    private static final class Node {
        private final World world;
        private final IpAddress address;
        private final List<VirtualRouter> members = new ArrayList<>();
        private final boolean[] up = new boolean[SEGMENTS];
        private final SyncGroup group;

        Node(World world, int number) {
            this.world = world;
            address = new IpAddress.V4(0x0a00_0001 + number);
            for (int i = 0; i < SEGMENTS; i++) {
                members.add(new VirtualRouter(Instances.V3.priority(100 + world.random.nextInt(3) * 10).of(51 + i)));
            }
            members.forEach(member -> member.on(Input.Group.JOIN, 0));
            group = new SyncGroup(List.of("A", "B"), members, RouterState.INITIALIZE);
        }

        long deadline() {
            return members.stream().mapToLong(VirtualRouter::deadlineNanos).min().orElseThrow();
        }

        boolean isMaster() {
            return group.state() == RouterState.MASTER;
        }

        void links(boolean usable) {
            for (int i = 0; i < SEGMENTS; i++) {
                tell(i, usable);
            }
            settle();
        }

        void link(int segment, boolean usable) {
            tell(segment, usable);
            settle();
        }

        private void tell(int segment, boolean usable) {
            if (up[segment] != usable) {
                up[segment] = usable;
                tell(segment, usable ? new Input.InterfaceUp(address) : new Input.InterfaceDown("the link is down"));
            }
        }

        void hear(Node from, int segment, int priority) {
            if (up[segment]) {
                tell(segment, new Input.AdvertReceived(
                        from.address, new Advert(3, 51 + segment, priority, SECOND, List.of())));
                settle();
            }
        }

        void tick() {
            for (int i = 0; i < SEGMENTS; i++) {
                tell(i, Input.Timer.TICK);
            }
            settle();
        }

        void check() {
            RouterState first = members.getFirst().state();
            assertTrue(members.stream().allMatch(member -> member.state() == first),
                    () -> "seed " + world.seed + " at " + world.now + ": " + members.get(0).state() + " and "
                            + members.get(1).state());
        }

        private void settle() {
            List<SyncGroup.Step> steps = group.settle();
            for (int round = 0; !steps.isEmpty(); round++) {
                assertTrue(round < 8, () -> "seed " + world.seed + ": it does not settle");
                steps.forEach(step -> tell(step.member(), step.input()));
                steps = group.settle();
            }
        }

        private void tell(int segment, Input input) {
            VirtualRouter member = members.get(segment);
            for (Action action : member.on(input, world.now)) {
                if (action == Action.Order.SEND_ADVERT && up[segment]) {
                    world.send(this, segment, member.priority());
                } else if (action == Action.Order.SEND_PRIORITY_ZERO && up[segment]) {
                    world.send(this, segment, 0);
                }
            }
        }
    }
}
