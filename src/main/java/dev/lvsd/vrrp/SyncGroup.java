package dev.lvsd.vrrp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Keeps the members of a sync group together: master, backup or in a fault all at once.
///
/// | members | what they are told |
/// |---|---|
/// | one cannot run | all others: fault, those that do not run either so that they wait for it |
/// | all can run again | those that were held, or have not started: no fault |
/// | one was master and lost against a better one | the other masters: yield |
/// | all are willing or master | those that are willing: elected |
/// | one does not resume what an earlier run held | those that do: yield |
///
/// A member that comes to a group of masters waits by itself until it is willing. Confined to one thread. Where
/// nothing has changed it allocates nothing.
public final class SyncGroup {
    /// How a member stands.
    public enum Standing {
        /// Not started, or stopped.
        ABSENT,
        /// It cannot run by itself.
        FAULT,
        /// It could run, and is in a fault for another member.
        HELD,
        /// Backup that waits.
        BACKUP,
        /// Backup that waits, and whose addresses are there from an earlier run.
        RESUMED,
        /// Backup that would take over.
        WILLING,
        /// Backup that would take over, and whose addresses are there from an earlier run.
        WILLING_RESUMED,
        /// Master.
        MASTER
    }

    /// What a member is told.
    ///
    /// @param member its place in the group
    /// @param input what
    public record Step(int member, Input.Grouped input) {}

    private static final List<Step> NOTHING = List.of();

    private final List<String> names;
    private final List<VirtualRouter> members;
    private final Standing[] seen;
    private RouterState state;
    private String reason = "all members have started";
    private boolean holds;
    private boolean unsettled;

    /// @param names of the members, for messages
    /// @param members in the order of the names
    /// @param state that the group had before, [RouterState#INITIALIZE] for a new one
    public SyncGroup(List<String> names, List<VirtualRouter> members, RouterState state) {
        this.names = List.copyOf(names);
        this.members = List.copyOf(members);
        this.state = state;
        seen = new Standing[members.size()];
        Arrays.fill(seen, Standing.ABSENT);
    }

    /// Looks at the members. To be called again until there is nothing to be done.
    public List<Step> settle() {
        boolean changed = false;
        boolean lost = false;
        for (int i = 0; i < seen.length; i++) {
            Standing now = members.get(i).standing();
            changed |= now != seen[i];
            lost |= seen[i] == Standing.MASTER && now == Standing.BACKUP;
            seen[i] = now;
        }
        if (!changed && !unsettled) {
            return NOTHING;
        }
        List<Step> steps = changed ? steps(lost) : NOTHING;
        unsettled = !steps.isEmpty();
        if (!unsettled) {
            state = common();
        }
        return steps;
    }

    /// What the group is together, once it has settled.
    public RouterState state() {
        return state;
    }

    /// Why it last told its members anything; before, that they have started.
    public String reason() {
        return reason;
    }

    private List<Step> steps(boolean lost) {
        int faulty = Arrays.asList(seen).indexOf(Standing.FAULT);
        if (faulty >= 0) {
            return hold(faulty);
        }
        if (holds || has(Standing.HELD)) {
            holds = false;
            return tell(new Input.GroupFault(null), "all members can run", Standing.HELD, Standing.ABSENT);
        }
        if (lost && has(Standing.MASTER)) {
            return tell(Input.Group.YIELD, "a member lost against a better master", Standing.MASTER);
        }
        if (has(Standing.BACKUP)) {
            return tell(Input.Group.YIELD, "a member does not resume", Standing.RESUMED, Standing.WILLING_RESUMED);
        }
        boolean complete = !has(Standing.ABSENT) && !has(Standing.RESUMED);
        return complete
                ? tell(Input.Group.ELECTED, "all members can take over", Standing.WILLING, Standing.WILLING_RESUMED)
                : NOTHING;
    }

    /// Each member waits for another that cannot run; the only one that cannot waits for itself.
    private List<Step> hold(int first) {
        int last = Arrays.asList(seen).lastIndexOf(Standing.FAULT);
        holds = true;
        reason = names.get(first) + " is in a fault";
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < seen.length; i++) {
            int other = i == first ? last : first;
            String fault = other == i ? null : names.get(other) + " of its sync group is in a fault";
            steps.add(new Step(i, new Input.GroupFault(fault)));
        }
        return List.copyOf(steps);
    }

    private List<Step> tell(Input.Grouped input, String why, Standing... whom) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < seen.length; i++) {
            if (Arrays.asList(whom).contains(seen[i])) {
                steps.add(new Step(i, input));
            }
        }
        if (!steps.isEmpty()) {
            reason = why;
        }
        return List.copyOf(steps);
    }

    private boolean has(Standing standing) {
        return Arrays.asList(seen).contains(standing);
    }

    private RouterState common() {
        if (has(Standing.FAULT) || has(Standing.HELD)) {
            return RouterState.FAULT;
        }
        if (has(Standing.ABSENT)) {
            return RouterState.INITIALIZE;
        }
        boolean all = Arrays.stream(seen).allMatch(standing -> standing == Standing.MASTER);
        boolean some = state == RouterState.MASTER && has(Standing.MASTER);
        return all || some ? RouterState.MASTER : RouterState.BACKUP;
    }
}
