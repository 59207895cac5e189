package dev.lvsd.vrrp.simulation;

import dev.lvsd.config.VrrpInstance;
import dev.lvsd.vrrp.RouterState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rules that all nodes keep together; texts and bounds: [Rule].
final class NetworkRules {
    private static final long SECOND = 1_000_000_000;

    private final List<Node> nodes;
    private final Wire wire;
    private final Stage stage;
    private final long[] masterlessSince;
    private final long[] longest;

    NetworkRules(List<Node> nodes, Wire wire, int groups, Stage stage) {
        this.nodes = nodes;
        this.wire = wire;
        this.stage = stage;
        masterlessSince = new long[groups];
        longest = new long[groups];
    }

    /// A node of a virtual router may have this configuration from now on.
    void configured(int group, @Nullable VrrpInstance instance) {
        if (instance != null) {
            longest[group] = Math.max(longest[group], instance.advertInterval().toNanos());
        }
    }

    /// A master advertises, or leaves.
    void sent(int group, long now) {
        masterlessSince[group] = now;
    }

    /// Down, for the node that waits longest.
    long longestDown(Router router) {
        long interval = longest[router.group()];
        long whole = router.instance().version() == 2 ? SECOND : interval;
        return 3 * interval + (256 - router.priority()) * whole / 256;
    }

    void check(long now) {
        for (int group = 0; group < longest.length; group++) {
            boolean master = false;
            for (int i = 0; i < nodes.size(); i++) {
                Router router = nodes.get(i).router(group);
                if (router != null && router.isMaster()) {
                    master |= nodes.get(i).isHealthy();
                    checkPairs(router, i + 1, now);
                }
            }
            if (master) {
                masterlessSince[group] = now;
            } else {
                checkMasterless(group, now);
            }
        }
    }

    private void checkPairs(Router master, int from, long now) {
        for (int i = from; i < nodes.size(); i++) {
            Router other = nodes.get(i).router(master.group());
            if (other != null && other.isMaster()) {
                boolean better = isBetter(master, other);
                checkPair(better ? master : other, better ? other : master, now);
            }
        }
    }

    private void checkPair(Router better, Router worse, long now) {
        if (!better.node().isHealthy() || !worse.node().isHealthy() || !hears(worse, better)) {
            return;
        }
        long since = latest(
                better.since(), better.changed(), better.node().undisturbedSince(),
                worse.since(), worse.changed(), worse.node().undisturbedSince(),
                wire.trouble(better.group(), better.node().number(), worse.node().number()));
        if (now > since + interval(better) + Weather.DELAY) {
            violated(Rule.ONE_MASTER, better + " and " + worse + " for " + (now - since) + " ns");
        }
    }

    private void checkMasterless(int group, long now) {
        for (int i = 0; i < nodes.size(); i++) {
            Router backup = nodes.get(i).router(group);
            if (backup == null || backup.state() != RouterState.BACKUP || !nodes.get(i).isHealthy()) {
                continue;
            }
            if (now > mayWaitUntil(backup)) {
                violated(Rule.A_MASTER, backup + " waits while there is no master since "
                        + masterlessSince[group]);
            }
        }
    }

    /// Until when a backup waits where nobody is master, with all members of its sync group.
    private long mayWaitUntil(Router backup) {
        long end = Long.MIN_VALUE;
        for (Router member : backup.node().around(backup)) {
            switch (member.state()) {
                case INITIALIZE, FAULT -> {
                    return Long.MAX_VALUE;
                }
                case BACKUP -> end = Math.max(end, latest(
                        masterlessSince[member.group()] + Weather.LATE, member.since(), member.changed(),
                        member.patience().startsAt(), member.node().undisturbedSince()) + longestDown(member));
                case MASTER -> { }
            }
        }
        return end;
    }

    /// A backup's timer ran out.
    void tookOver(Router backup, long now) {
        for (Node node : nodes) {
            Router master = node.router(backup.group());
            if (master != null && master != backup && master.isMaster() && node.isHealthy()
                    && hears(backup, master) && mustObey(backup, master)) {
                checkTakeover(backup, master, now - interval(master) - Weather.DELAY);
            }
        }
    }

    private static boolean mustObey(Router backup, Router master) {
        return !backup.owned() && (master.priority() >= backup.priority() || !backup.couldPreempt());
    }

    private void checkTakeover(Router backup, Router master, long from) {
        long since = latest(
                backup.changed(), backup.listensSince(), backup.node().undisturbedSince(),
                backup.heardBeside(master.node().address()), master.since(), master.changed(),
                master.node().undisturbedSince(),
                wire.trouble(master.group(), master.node().number(), backup.node().number()) + Weather.LATE);
        if (since <= from) {
            violated(Rule.FALSE_TAKEOVER, backup + " takes over from " + master);
        }
    }

    /// Everything works since some time.
    void checkCalm(int group) {
        List<Router> masters = nodes.stream()
                .map(node -> node.router(group))
                .filter(router -> router != null && router.isMaster())
                .toList();
        if (masters.size() != 1) {
            violated(Rule.BEST, "masters of virtual router " + group + ": " + masters);
            return;
        }
        int priority = masters.getFirst().priority();
        for (Node node : nodes) {
            Router router = node.router(group);
            if (router != null && router.priority() > priority
                    && node.around(router).stream().allMatch(member -> member.patience().wouldPreempt())) {
                violated(Rule.BEST, router + " beside " + masters);
            }
        }
    }

    void checkCounters() {
        long known = wire.lost() + wire.underWay();
        for (Node node : nodes) {
            known += node.elsewhere() + node.received() + node.waiting();
        }
        if (known != wire.copies()) {
            violated(Rule.COUNTERS, wire.copies() + " packets, " + known + " accounted for");
        }
    }

    private void violated(Rule rule, String what) {
        if (stage.watches(rule)) {
            throw new Violation(rule, what);
        }
    }

    private static boolean isBetter(Router one, Router other) {
        int difference = one.priority() - other.priority();
        return difference > 0 || (difference == 0
                && Integer.compareUnsigned(one.node().address().bits(), other.node().address().bits()) > 0);
    }

    /// Whether a receiver's configuration lets it accept what a sender sends.
    private static boolean hears(Router receiver, Router sender) {
        return receiver.instance().version() == 3 || interval(receiver) == interval(sender);
    }

    private static long interval(Router router) {
        return router.instance().advertInterval().toNanos();
    }

    private static long latest(long... times) {
        long last = times[0];
        for (long time : times) {
            last = Math.max(last, time);
        }
        return last;
    }
}
