package dev.lvsd.vrrp.simulation;

import dev.lvsd.vrrp.Input;
import dev.lvsd.vrrp.RouterState;
import dev.lvsd.vrrp.SyncGroup;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The sync groups of a process: brings their members together at the end of each turn, as the vrrp thread does, and
/// looks whether they are ([Rule#TOGETHER]).
final class SyncGroups {
    private static final int NUMBERS = 3;
    private static final int MOST_ROUNDS = 8;

    /// @param members in the order of their virtual routers
    /// @param machine that keeps them together
    private record Group(List<Router> members, SyncGroup machine) {}

    private final @Nullable Group[] groups = new Group[NUMBERS];
    /// Whether its members have been master together, or none, since there was another one.
    private final boolean[] whole = new boolean[NUMBERS];

    /// The sync groups are others, or a member is.
    ///
    /// @param numbers the group of each virtual router, -1 for none
    void arrange(@Nullable Router[] routers, int[] numbers, long now) {
        for (int number = 0; number < NUMBERS; number++) {
            List<Router> members = new ArrayList<>();
            for (int i = 0; i < numbers.length; i++) {
                Router router = routers[i];
                if (router != null && numbers[i] == number) {
                    members.add(router);
                }
            }
            Group before = groups[number];
            whole[number] &= before != null && before.members().equals(members);
            RouterState state = before == null ? RouterState.INITIALIZE : before.machine().state();
            groups[number] = members.isEmpty() ? null : new Group(List.copyOf(members), new SyncGroup(
                    members.stream().map(Router::toString).toList(),
                    members.stream().map(Router::machine).toList(), state));
        }
        for (Group group : groups) {
            if (group != null) {
                group.members().forEach(member -> member.tell(Input.Group.JOIN, now));
            }
        }
        for (int i = 0; i < numbers.length; i++) {
            Router router = routers[i];
            if (router != null && numbers[i] < 0 && router.isMember()) {
                router.tell(Input.Group.LEAVE, now);
            }
        }
    }

    void clear() {
        Arrays.fill(groups, null);
        Arrays.fill(whole, false);
    }

    /// The members of the group of a router, itself among them; alone where it is in none.
    List<Router> around(Router router) {
        for (Group group : groups) {
            if (group != null && group.members().contains(router)) {
                return group.members();
            }
        }
        return List.of(router);
    }

    void settle(long now) {
        for (int i = 0; i < NUMBERS; i++) {
            Group group = groups[i];
            if (group != null) {
                settle(group, now);
                check(group, i);
            }
        }
    }

    private static void settle(Group group, long now) {
        List<SyncGroup.Step> steps = group.machine().settle();
        for (int round = 0; !steps.isEmpty(); round++) {
            for (SyncGroup.Step step : steps) {
                group.members().get(step.member()).tell(step.input(), now);
            }
            check(group, round < MOST_ROUNDS, "does not settle");
            steps = group.machine().settle();
        }
    }

    private void check(Group group, int number) {
        int masters = 0;
        int backups = 0;
        int faults = 0;
        boolean willing = true;
        boolean follows = false;
        for (Router member : group.members()) {
            switch (member.state()) {
                case INITIALIZE -> willing = false;
                case FAULT -> faults++;
                case BACKUP -> {
                    backups++;
                    willing &= member.patience().isWilling();
                    follows |= member.patience().isFollowing();
                }
                case MASTER -> masters++;
            }
        }
        boolean same = masters == 0 || masters == group.members().size();
        check(group, same || !whole[number], "master in part");
        whole[number] |= same;
        check(group, masters == 0 || !follows, "master beside one that follows another");
        check(group, faults == 0 || masters + backups == 0, "runs in part");
        check(group, backups == 0 || faults > 0 || !willing, "waits though all would take over");
    }

    private static void check(Group group, boolean holds, String what) {
        if (!holds && group.members().getFirst().watches(Rule.TOGETHER)) {
            throw new Violation(Rule.TOGETHER, "sync group " + group.machine().reason() + ", "
                    + group.members() + " " + what);
        }
    }
}
