package dev.lvsd.vrrp.simulation;

import dev.lvsd.config.VrrpInstance;
import dev.lvsd.vrrp.Input;
import java.util.List;
import java.util.SplittableRandom;

/// What is done to nodes and network, one thing at a time.
final class Disturbances {
    private static final long HOUR = 3_600_000_000_000L;
    private static final int ALL = -1;

    private final SplittableRandom random;
    private final List<Node> nodes;
    private final Wire wire;
    private final Cast cast;
    private final NetworkRules rules;
    private final Stage stage;

    Disturbances(
            SplittableRandom random, List<Node> nodes, Wire wire, Cast cast, NetworkRules rules, Stage stage) {
        this.random = random;
        this.nodes = nodes;
        this.wire = wire;
        this.cast = cast;
        this.rules = rules;
        this.stage = stage;
    }

    /// What the nodes are at first: each virtual router is on most of them.
    void first() {
        for (Node node : nodes) {
            for (int group = 0; group < cast.groups(); group++) {
                if (group == 0 || random.nextInt(8) > 0) {
                    configure(node, group, cast.first(group, node.number()));
                }
            }
        }
        nodes.forEach(node -> start(node, random.nextLong(2 * cast.interval(0))));
    }

    void one(long now) {
        Node node = nodes.get(random.nextInt(nodes.size()));
        switch (random.nextInt(32)) {
            case 0 -> split(now);
            case 1 -> cutOneWay(node, now);
            case 2, 3 -> heal(now);
            case 4, 5, 6 -> {
                Weather next = Weather.any(random);
                wire.weather(next);
                stage.say(next.toString(), now);
            }
            case 7, 8 -> pause(node, now);
            case 9, 10 -> node.link(!node.isLinked(), now);
            case 11 -> node.stop(Input.Shutdown.STOP, random.nextBoolean() ? Wire.NEVER : someTime());
            case 12 -> kill(node, now);
            case 13 -> node.stop(Input.Shutdown.COME_BACK, someTime() / 4);
            case 14, 15 -> node.ready();
            case 16, 17, 18, 19 -> reload(node);
            case 20 -> {
                node.stepWall(random.nextLong(2 * HOUR) - HOUR);
                stage.say(node + " steps its wall clock", now);
            }
            case 21, 22, 23, 24 -> track(node);
            case 25, 26 -> node.regroup(cast.regrouped(node.sync()));
            case 27 -> splitSegment(now);
            case 28, 29 -> node.maintain(random.nextInt(3) > 0);
            default -> works(now);
        }
    }

    private long someTime() {
        return 1 + random.nextLong(6 * cast.interval(0));
    }

    private void split(long now) {
        int side = random.nextInt(1 << nodes.size());
        for (Node node : nodes) {
            wire.cut(node.number(), (side >> node.number() & 1) == 0 ? side : ~side);
        }
        stage.say("two sides: " + Integer.toBinaryString(side), now);
    }

    /// Two sides of one virtual router, while others hear each other.
    private void splitSegment(long now) {
        int segment = random.nextInt(cast.groups());
        int side = random.nextInt(1 << nodes.size());
        for (Node node : nodes) {
            wire.cut(segment, node.number(), (side >> node.number() & 1) == 0 ? side : ~side);
        }
        stage.say("two sides of virtual router " + segment + ": " + Integer.toBinaryString(side), now);
    }

    /// Another weight, a fault, or no result any more.
    private void track(Node node) {
        int group = random.nextInt(cast.groups());
        switch (random.nextInt(4)) {
            case 0 -> node.track(group, 0, "script check: exit status 1");
            case 1 -> node.forget(group);
            case 2 -> node.track(group, 0, null);
            default -> node.track(group, random.nextInt(510) - 255, null);
        }
    }

    /// A node that is not heard, one that hears nobody, or any directions.
    private void cutOneWay(Node node, long now) {
        int kind = random.nextInt(3);
        for (Node from : nodes) {
            wire.cut(from.number(), switch (kind) {
                case 0 -> from == node ? ALL : 0;
                case 1 -> 1 << node.number();
                default -> random.nextInt();
            });
        }
        stage.say("one-way cuts around " + node + ": " + kind, now);
    }

    private void heal(long now) {
        wire.heal();
        stage.say("heals", now);
    }

    private void pause(Node node, long now) {
        if (node.isRunning()) {
            node.pause(now + someTime());
            stage.say(node + " pauses", now);
        }
    }

    private void kill(Node node, long now) {
        if (node.isRunning()) {
            node.kill(random.nextInt(3) == 0 ? Wire.NEVER : someTime(), now);
        }
    }

    private void reload(Node node) {
        int group = random.nextInt(cast.groups());
        VrrpInstance now = node.configured(group);
        if (now == null) {
            configure(node, group, cast.first(group, node.number()));
        } else if (random.nextInt(8) == 0) {
            node.configure(group, null);
        } else {
            configure(node, group, cast.reloaded(group, node.number(), now));
        }
    }

    private void configure(Node node, int group, VrrpInstance instance) {
        rules.configured(group, instance);
        node.configure(group, instance);
    }

    private void start(Node node, long now) {
        if (!node.isRunning()) {
            node.startAt(now);
        }
    }

    /// Network and nodes work, whatever their configurations are.
    void works(long now) {
        heal(now);
        wire.weather(Weather.CLEAN);
        for (Node node : nodes) {
            if (node.isPaused()) {
                node.pause(now);
            }
            if (!node.isLinked()) {
                node.link(true, now);
            }
            start(node, now);
        }
    }

    /// Network and nodes work, and the configurations fit together: where there are sync groups, every node has all
    /// virtual routers.
    void calm(long now) {
        works(now);
        for (Node node : nodes) {
            node.regroup(cast.sync());
            for (int group = 0; group < cast.groups(); group++) {
                node.track(group, 0, null);
            }
        }
        for (int group = 0; group < cast.groups(); group++) {
            boolean somewhere = cast.isSynced();
            for (Node node : nodes) {
                VrrpInstance instance = node.configured(group);
                somewhere |= instance != null;
                if (instance != null || cast.isSynced()) {
                    VrrpInstance before = instance == null ? cast.first(group, node.number()) : instance;
                    configure(node, group, cast.agreed(group, node.number(), before));
                }
            }
            if (!somewhere) {
                configure(nodes.getFirst(), group, cast.first(group, 0));
            }
        }
        nodes.forEach(Node::ready);
        stage.say("calm", now);
    }
}
