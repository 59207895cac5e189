package dev.lvsd.vrrp.simulation;

import dev.lvsd.config.ElectionTimers;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.vrrp.Readiness;
import dev.lvsd.vrrp.VirtualRouter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/// One seed: nodes start, one disturbance follows the other, then a calm, in which one master remains.
final class Simulation implements Stage {
    private static final int STEPS = 30;
    private static final int EVENTS = 200_000;

    private final long seed;
    private final Mutation mutation;
    private final Set<Rule> watched;
    private final boolean logged;
    private final SplittableRandom random;
    private final List<Node> nodes = new ArrayList<>();
    private final List<String> log = new ArrayList<>();
    private final Wire wire;
    private final Cast cast;
    private final NetworkRules rules;
    private final Disturbances disturbances;
    private long now;
    private int events;

    private Simulation(long seed, Mutation mutation, Set<Rule> watched, boolean logged) {
        this.seed = seed;
        this.mutation = mutation;
        this.watched = watched;
        this.logged = logged;
        random = new SplittableRandom(seed);
        int count = 2 + random.nextInt(6);
        cast = new Cast(random, count);
        wire = new Wire(cast.groups(), count, random);
        rules = new NetworkRules(nodes, wire, cast.groups(), this);
        for (int i = 0; i < count; i++) {
            nodes.add(new Node(i, cast.address(i), cast.groups(), cast.sync(), this));
        }
        disturbances = new Disturbances(random, nodes, wire, cast, rules, this);
    }

    /// Runs a seed.
    ///
    /// @param watched the rules that are looked at
    /// @return how many events there were
    /// @throws Violation which names the seed, the time and the command that runs it again
    static int run(long seed, Mutation mutation, Set<Rule> watched) {
        Simulation simulation = new Simulation(seed, mutation, watched, false);
        simulation.run();
        return simulation.events;
    }

    /// Runs a seed, whatever comes of it.
    ///
    /// @return what happened, the violation, if any, as the last line
    static List<String> log(long seed, Mutation mutation, Set<Rule> watched) {
        Simulation simulation = new Simulation(seed, mutation, watched, true);
        try {
            simulation.run();
        } catch (Violation e) {
            simulation.log.add(String.valueOf(e.getMessage()));
        }
        return simulation.log;
    }

    private void run() {
        try {
            disturbances.first();
            for (int i = 0; i < STEPS; i++) {
                runUntil(now + 1 + random.nextLong(6 * cast.interval(0)));
                disturbances.one(now);
            }
            settle();
        } catch (Violation e) {
            throw new Violation(e.rule(), "seed " + seed + " at " + now + " ns: " + e.getMessage()
                    + "\nmvn -q test -Dtest=SimulationTest#rulesHoldOnEveryNetwork -Dvrrp.seed=" + seed
                    + (mutation == Mutation.NONE ? "" : " -Dvrrp.mutation=" + mutation));
        }
    }

    private void settle() {
        disturbances.works(now);
        runUntil(now + Weather.DELAY);
        disturbances.calm(now);
        runUntil(now + Weather.LATE);
        long end = now;
        for (int group = 0; group < cast.groups(); group++) {
            long down = 0;
            long delay = 0;
            for (Node node : nodes) {
                Router router = node.router(group);
                if (router != null) {
                    down = Math.max(down, rules.longestDown(router));
                    ElectionTimers timers = router.instance().election().timers();
                    delay = Math.max(delay, timers.preemptDelay().plus(timers.startupDelay()).toNanos());
                }
            }
            long patience = delay == 0 ? down : 2 * (delay + down);
            end = Math.max(end, now + patience + cast.interval(group) + 2 * Weather.DELAY);
        }
        runUntil(end);
        for (int group = 0; group < cast.groups() && cast.isConsistent(); group++) {
            rules.checkCalm(group);
        }
    }

    private void runUntil(long end) {
        while (true) {
            Node next = null;
            long time = Math.min(end, wire.nextNanos());
            for (int i = 0; i < nodes.size(); i++) {
                long wake = nodes.get(i).wakeNanos(now);
                if (wake < time) {
                    time = wake;
                    next = nodes.get(i);
                }
            }
            if (next == null && time >= end) {
                now = end;
                rules.check(now);
                rules.checkCounters();
                return;
            }
            now = Math.max(now, time);
            if (next == null) {
                next = nodes.get(wire.nextReceiver());
                next.arrive(wire.take());
            }
            next.run(random.nextBoolean() ? Readiness.READY : Readiness.WAITING, now);
            rules.check(now);
            if (++events > EVENTS) {
                throw new Violation(Rule.STORM, events + " events");
            }
        }
    }

    @Override
    public Engine engine(VrrpInstance instance, Readiness readiness, LongSupplier wall) {
        return mutation == Mutation.NONE
                ? Engine.of(new VirtualRouter(instance, readiness))
                : new Mutant(instance, readiness, mutation, wall);
    }

    @Override
    public boolean watches(Rule rule) {
        return watched.contains(rule);
    }

    @Override
    public void send(Router from, byte[] packet, long time) {
        rules.sent(from.group(), time);
        if (from.node().isLinked()) {
            wire.send(from.group(), from.node().number(), packet, time);
        }
    }

    @Override
    public void tookOver(Router router, long time) {
        rules.tookOver(router, time);
    }

    @Override
    public boolean isLogged() {
        return logged;
    }

    @Override
    public void say(String line, long time) {
        if (logged) {
            log.add(time + " " + line);
        }
    }
}
