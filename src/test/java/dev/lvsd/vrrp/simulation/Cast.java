package dev.lvsd.vrrp.simulation;

import dev.lvsd.config.Election;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.net.IpAddress;
import dev.lvsd.vrrp.Instances;
import java.util.List;
import java.util.SplittableRandom;

/// The configurations of a simulation: for each virtual router (a group of nodes with one VRID) what its nodes have
/// in common, and what each may have of its own.
final class Cast {
    private static final int VRID = 51;
    private static final int OWNER = 255;
    /// Few, so that equal ones are not rare.
    private static final int[] PRIORITIES = {1, 50, 99, 100, 101, 150, 200, 254};

    /// @param id VRID
    /// @param shape version, interval and what else all nodes have in common
    /// @param owner the node that may own the addresses, or -1
    /// @param preempting 0: some nodes preempt, 1: none, 2: all
    /// @param equal whether all have one priority
    /// @param farewell `higher_prio_send_advert`
    private record Group(int id, Instances shape, int owner, int preempting, boolean equal, boolean farewell) {}

    private final SplittableRandom random;
    private final Group[] groups;

    Cast(SplittableRandom random, int nodes) {
        this.random = random;
        boolean fast = random.nextBoolean();
        groups = new Group[1 + random.nextInt(3)];
        for (int i = 0; i < groups.length; i++) {
            groups[i] = group(VRID + i, fast, nodes);
        }
    }

    private Group group(int id, boolean fast, int nodes) {
        int version = fast ? 3 : 2 + random.nextInt(2);
        int millis = version == 2 ? 1000 * (1 + random.nextInt(2)) : fast ? 50 : 100 * (5 + random.nextInt(6));
        Instances shape = new Instances(version, 100, millis, true,
                version == 2 && random.nextBoolean() ? "secret" : null, List.of(), false, random.nextBoolean());
        int owner = random.nextInt(5) == 0 ? random.nextInt(nodes) : -1;
        return new Group(id, shape, owner, random.nextInt(3), random.nextInt(4) == 0, random.nextBoolean());
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
        return groups[group].shape.millis() * 1_000_000L;
    }

    VrrpInstance first(int group, int node) {
        Group of = groups[group];
        return instance(of, priority(of, node), of.shape.millis(), preempts(of), 1);
    }

    /// The same with the interval and the addresses that all have in common.
    VrrpInstance agreed(int group, VrrpInstance now) {
        return instance(groups[group], now.priority(), groups[group].shape.millis(), now.election().preempt(), 1);
    }

    /// What a reload makes of an instance: one thing is another, or nothing.
    VrrpInstance reloaded(int group, int node, VrrpInstance now) {
        Group of = groups[group];
        int millis = Math.toIntExact(now.advertInterval().toMillis());
        int addresses = now.virtualAddresses().size();
        return switch (random.nextInt(6)) {
            case 0 -> now;
            case 1 -> instance(of, now.priority(), otherInterval(of), now.election().preempt(), addresses);
            case 2 -> instance(of, now.priority(), millis, !now.election().preempt(), addresses);
            case 3 -> instance(of, now.priority(), millis, now.election().preempt(), 1 + random.nextInt(3));
            default -> instance(of, priority(of, node), millis, now.election().preempt(), addresses);
        };
    }

    private int otherInterval(Group of) {
        int millis = of.shape.millis();
        int factor = 1 + random.nextInt(3);
        return of.shape.version() == 2 ? 1000 * factor : random.nextBoolean() ? millis * factor : millis / 20 * 10;
    }

    private int priority(Group of, int node) {
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

    private VrrpInstance instance(Group of, int priority, int millis, boolean preempts, int addresses) {
        Instances shape = of.shape.priority(priority).millis(millis);
        String[] virtual = new String[addresses];
        for (int i = 0; i < addresses; i++) {
            virtual[i] = "10.77.1." + (i + 1);
        }
        return with(shape.of(of.id, virtual), new Election(false, preempts, of.farewell));
    }

    /// The same with another election.
    static VrrpInstance with(VrrpInstance of, Election election) {
        return new VrrpInstance(
                of.name(), of.version(), of.interfaceName(), of.virtualRouterId(), of.priority(), of.advertInterval(),
                election, of.path(), of.tracking(), of.authentication(), of.virtualAddresses(), of.excludedAddresses(),
                of.garp(), of.notifications(), of.acceptMode());
    }
}
