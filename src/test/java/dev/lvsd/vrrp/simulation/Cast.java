package dev.lvsd.vrrp.simulation;

import dev.lvsd.config.AdvertPath;
import dev.lvsd.config.Election;
import dev.lvsd.config.ElectionTimers;
import dev.lvsd.config.Password;
import dev.lvsd.config.SampleInstance;
import dev.lvsd.config.TrackWeight;
import dev.lvsd.config.Tracking;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.net.Family;
import dev.lvsd.net.IpAddress;
import dev.lvsd.vrrp.Instances;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// The configurations of a simulation: for each virtual router (a group of nodes with one VRID) what its nodes have
/// in common, and what each may have of its own.
final class Cast {
    private static final int VRID = 51;
    private static final int OWNER = 255;
    /// Few, so that equal ones are not rare.
    private static final int[] PRIORITIES = {1, 50, 99, 100, 101, 150, 200, 254};
    private static final Tracking.Key SCRIPT = new Tracking.Key(Tracking.Kind.SCRIPT, "check");

    /// @param id VRID
    /// @param version 2 or 3
    /// @param family of its adverts
    /// @param millis advert interval
    /// @param password null for none
    /// @param messageForm `v3_checksum_as_v2`
    /// @param owner the node that may own the addresses, or -1
    /// @param preempting 0: some nodes preempt, 1: none, 2: all
    /// @param equal whether all have one priority
    /// @param farewell `higher_prio_send_advert`
    /// @param delays whether nodes may have a `preempt_delay`
    /// @param tracking what its nodes track
    private record Group(
            int id, int version, Family family, int millis, boolean password, boolean messageForm, int owner,
            int preempting, boolean equal, boolean farewell, boolean delays, Tracking tracking) {}

    private final SplittableRandom random;
    private final Group[] groups;
    /// The sync group of each virtual router, -1 for none.
    private final int[] sync;
    /// Where sync groups are as they should be, the priority of a node in all virtual routers.
    private final int[] priorities;
    private final boolean consistent;
    /// `vrrp_startup_delay`.
    private final Duration startup;

    Cast(SplittableRandom random, int nodes) {
        this.random = random;
        boolean fast = random.nextBoolean();
        boolean delays = random.nextInt(3) == 0;
        groups = new Group[1 + random.nextInt(3)];
        for (int i = 0; i < groups.length; i++) {
            groups[i] = group(VRID + i, fast, delays, nodes);
        }
        startup = delays && random.nextBoolean() ? Duration.ofMillis(random.nextInt(4 * groups[0].millis))
                : Duration.ZERO;
        sync = new int[groups.length];
        Arrays.fill(sync, -1);
        if (groups.length > 1 && random.nextInt(3) > 0) {
            regroup(sync);
        }
        consistent = isSynced() && random.nextInt(4) > 0;
        priorities = new int[nodes];
        for (int i = 0; i < nodes; i++) {
            priorities[i] = PRIORITIES[random.nextInt(PRIORITIES.length)];
        }
        if (random.nextInt(5) == 0) {
            priorities[random.nextInt(nodes)] = OWNER;
        }
    }

    private Group group(int id, boolean fast, boolean delays, int nodes) {
        int version = fast ? 3 : 2 + random.nextInt(2);
        int millis = version == 2 ? 1000 * (1 + random.nextInt(2)) : fast ? 50 : 100 * (5 + random.nextInt(6));
        Family family = version == 3 && random.nextInt(3) == 0 ? Family.IPV6 : Family.IPV4;
        int owner = random.nextInt(5) == 0 ? random.nextInt(nodes) : -1;
        Tracking tracking = switch (random.nextInt(4)) {
            case 0 -> new Tracking(true, List.of(new Tracking.Tracked(SCRIPT, TrackWeight.FAULT)));
            case 1 -> new Tracking(true, List.of(new Tracking.Tracked(SCRIPT, new TrackWeight(-20, false))));
            default -> Tracking.DEFAULTS;
        };
        return new Group(id, version, family, millis, version == 2 && random.nextBoolean(), random.nextBoolean(),
                owner, random.nextInt(3), random.nextInt(4) == 0, random.nextBoolean(), delays, tracking);
    }

    int groups() {
        return groups.length;
    }

    /// Addresses that compare otherwise as signed numbers.
    IpAddress.V4 address(int node) {
        return Instances.v4((node % 2 == 0 ? "10.77.0." : "200.77.0.") + (node + 1));
    }

    /// What all have in common, in nanoseconds.
    long interval(int group) {
        return groups[group].millis * 1_000_000L;
    }

    /// Whether there are sync groups at all.
    boolean isSynced() {
        return Arrays.stream(sync).anyMatch(one -> one >= 0);
    }

    /// Whether, in the calm, a node has one priority in all members of a sync group: else two nodes, each better in
    /// another member, may replace each other again and again, as in keepalived.
    boolean isConsistent() {
        return consistent || !isSynced();
    }

    /// The sync groups that all nodes have in common: for each virtual router the number of its group, or -1.
    int[] sync() {
        return sync.clone();
    }

    /// Sync groups after a reload: a member is added, removed, or moved to another group.
    int[] regrouped(int[] now) {
        int[] next = now.clone();
        if (isSynced() && random.nextBoolean()) {
            next[random.nextInt(next.length)] = random.nextInt(3) - 1;
        } else if (isSynced()) {
            regroup(next);
        }
        return next;
    }

    /// All in one group, or each somewhere.
    private void regroup(int[] next) {
        boolean one = random.nextBoolean();
        for (int i = 0; i < next.length; i++) {
            next[i] = one ? 0 : random.nextInt(3) - 1;
        }
    }

    VrrpInstance first(int group, int node) {
        Group of = groups[group];
        return instance(of, priority(of, node), of.millis, election(of, preempts(of)), 1);
    }

    /// The same with the interval and the addresses that all have in common, and the priority that sync groups need.
    VrrpInstance agreed(int group, int node, VrrpInstance now) {
        int priority = consistent ? priorities[node] : now.priority();
        return instance(groups[group], priority, groups[group].millis, now.election(), 1);
    }

    /// What a reload makes of an instance: one thing is another, or nothing.
    VrrpInstance reloaded(int group, int node, VrrpInstance now) {
        Group of = groups[group];
        int millis = Math.toIntExact(now.advertInterval().toMillis());
        int addresses = now.virtualAddresses().size();
        return switch (random.nextInt(7)) {
            case 0 -> now;
            case 1 -> instance(of, now.priority(), otherInterval(of), now.election(), addresses);
            case 2 -> instance(of, now.priority(), millis, election(of, !now.election().preempt()), addresses);
            case 3 -> instance(of, now.priority(), millis, now.election(), 1 + random.nextInt(3));
            case 4 -> instance(of, now.priority(), millis, election(of, now.election().preempt()), addresses);
            default -> instance(of, priority(of, node), millis, now.election(), addresses);
        };
    }

    private int otherInterval(Group of) {
        int factor = 1 + random.nextInt(3);
        return of.version == 2 ? 1000 * factor : random.nextBoolean() ? of.millis * factor : of.millis / 20 * 10;
    }

    private int priority(Group of, int node) {
        if (consistent && random.nextInt(4) > 0) {
            return priorities[node];
        }
        if (node == of.owner && random.nextInt(3) > 0) {
            return OWNER;
        }
        return of.equal ? 100 : PRIORITIES[random.nextInt(PRIORITIES.length)];
    }

    private boolean preempts(Group of) {
        return switch (of.preempting) {
            case 0 -> random.nextBoolean();
            case 1 -> false;
            default -> true;
        };
    }

    private Election election(Group of, boolean preempts) {
        Duration delay = of.delays && random.nextInt(3) > 0
                ? Duration.ofMillis(random.nextInt(8 * of.millis)) : Duration.ZERO;
        return election(preempts, of.farewell, new ElectionTimers(delay, startup, Duration.ZERO, 3, 0));
    }

    /// What else there is as in a file that says nothing.
    static Election election(boolean preempts, boolean farewell, ElectionTimers timers) {
        Election rest = new Election(false, preempts, farewell);
        return new Election(false, preempts, farewell, rest.answersLosers(), rest.ownerIgnoresAdverts(),
                rest.strict(), timers);
    }

    private static VrrpInstance instance(Group of, int priority, int millis, Election election, int addresses) {
        String[] virtual = new String[addresses];
        for (int i = 0; i < addresses; i++) {
            virtual[i] = (of.family == Family.IPV4 ? "10.77.1." : "fe80::77:") + (i + 1);
        }
        return new SampleInstance()
                .version(of.version)
                .virtualRouterId(of.id)
                .priority(priority)
                .millis(millis)
                .election(election)
                .path(new AdvertPath(
                        null, List.of(), null, null, AdvertPath.NEAREST, false, of.messageForm, false))
                .password(of.password ? Password.of("secret") : null)
                .tracking(of.tracking)
                .addresses(virtual)
                .build();
    }

    /// The same with another election.
    static VrrpInstance with(VrrpInstance of, Election election) {
        return new SampleInstance()
                .version(of.version())
                .virtualRouterId(of.virtualRouterId())
                .priority(of.priority())
                .millis(of.advertInterval().toMillis())
                .election(election)
                .path(of.path())
                .authentication(of.authentication())
                .tracking(of.tracking())
                .addresses(of.virtualAddresses().stream().map(it -> it.prefix().toString()).toArray(String[]::new))
                .build();
    }
}
