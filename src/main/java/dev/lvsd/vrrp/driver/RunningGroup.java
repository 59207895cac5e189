package dev.lvsd.vrrp.driver;

import dev.lvsd.config.VrrpSyncGroup;
import dev.lvsd.vrrp.Action;
import dev.lvsd.vrrp.GroupStatus;
import dev.lvsd.vrrp.Input;
import dev.lvsd.vrrp.RouterState;
import dev.lvsd.vrrp.SyncGroup;
import dev.lvsd.vrrp.VrrpEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A sync group with its running members. Of the vrrp thread, but for [#status].
final class RunningGroup {
    /// A group settles in two rounds; what does not is a defect, and the next turn goes on.
    private static final int MOST_ROUNDS = 8;

    private final VrrpSyncGroup group;
    private final List<RunningRouter> members;
    private final SyncGroup machine;
    private final Colleagues colleagues;
    private volatile GroupStatus status;

    /// @param before the group of that name in the configuration before, null for none
    RunningGroup(
            VrrpSyncGroup group, List<RunningRouter> routers, Colleagues colleagues, @Nullable RunningGroup before) {
        this.group = group;
        this.colleagues = colleagues;
        members = group.members().stream()
                .flatMap(name -> routers.stream().filter(router -> router.instance().name().equals(name)))
                .toList();
        GroupStatus old = before == null ? null : before.status;
        RouterState state = old == null ? RouterState.INITIALIZE : old.state();
        machine = new SyncGroup(
                members.stream().map(member -> member.instance().name()).toList(),
                members.stream().map(RunningRouter::machine).toList(), state);
        status = old == null
                ? new GroupStatus(group, state, null, 0, "")
                : new GroupStatus(group, state, old.since(), old.transitions(), old.reason());
    }

    String name() {
        return group.name();
    }

    /// For any thread.
    GroupStatus status() {
        return status;
    }

    boolean has(RunningRouter router) {
        return members.contains(router);
    }

    /// Tells the members that they are in this group.
    void join(long now) {
        members.forEach(member -> member.group(Input.Group.JOIN, now));
    }

    /// Brings the members together after one has changed.
    ///
    /// @return whether any was told anything
    boolean settle(long now) {
        List<SyncGroup.Step> steps = machine.settle();
        boolean tells = !steps.isEmpty();
        for (int round = 0; !steps.isEmpty() && round < MOST_ROUNDS; round++) {
            for (SyncGroup.Step step : steps) {
                members.get(step.member()).group(step.input(), now);
            }
            steps = machine.settle();
        }
        if (machine.state() != status.state()) {
            change(machine.state(), machine.reason(), VrrpEvent.Departure.NONE);
        }
        return tells;
    }

    /// The daemon stops, and its members have.
    void shutDown(Input.Shutdown how) {
        change(RouterState.INITIALIZE, "stopped", switch (how) {
            case STOP -> VrrpEvent.Departure.STOPPED;
            case COME_BACK -> VrrpEvent.Departure.COMES_BACK;
        });
    }

    private void change(RouterState to, String reason, VrrpEvent.Departure departure) {
        Action.StateChanged change = new Action.StateChanged(status.state(), to, reason);
        status = new GroupStatus(group, to, Instant.now(), status.transitions() + 1, reason);
        colleagues.tell(new News.Event(new VrrpEvent.GroupChanged(group, change, departure)));
    }
}
