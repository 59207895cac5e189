package dev.lvsd.notify;

import dev.lvsd.config.NotifyState;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.config.VrrpSyncGroup;
import dev.lvsd.vrrp.GroupStatus;
import dev.lvsd.vrrp.InstanceStatus;
import dev.lvsd.vrrp.RouterState;
import dev.lvsd.vrrp.VrrpEvent;
import dev.lvsd.vrrp.VrrpEvent.Departure;
import dev.lvsd.vrrp.VrrpStatus;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes messages of events, in keepalived's words. A daemon that comes back at once tells nothing: its addresses
/// stay where they are.
final class Messages {
    private Messages() {}

    /// The message of an event, null where nobody is told.
    static @Nullable Message of(VrrpEvent event) {
        return switch (event) {
            case VrrpEvent.Changed changed -> changed(changed);
            case VrrpEvent.GroupChanged changed -> {
                NotifyState state = state(changed.change().to(), changed.departure(), NotifyState.STOP);
                yield state == null ? null : message(changed.group(), state);
            }
            case VrrpEvent.PriorityChanged(VrrpInstance instance, RouterState state, int priority) ->
                instance.notifications().priorityChanges() && state != RouterState.INITIALIZE
                        ? message(instance, state == RouterState.MASTER
                                ? NotifyState.MASTER_PRIORITY : NotifyState.BACKUP_PRIORITY, priority)
                        : null;
            case VrrpEvent.LowerPriorityHeard(VrrpInstance instance, int priority) ->
                message(instance, NotifyState.MASTER_RX_LOWER_PRI, priority);
        };
    }

    /// The lines of all instances and groups as they are now, without those that have not started.
    static List<String> lines(VrrpStatus status) {
        List<String> lines = new ArrayList<>();
        for (InstanceStatus one : status.instances()) {
            NotifyState state = state(one.state(), Departure.NONE, NotifyState.STOP);
            if (state != null) {
                lines.add(message(one.instance(), state, one.priority()).line());
            }
        }
        for (GroupStatus one : status.groups()) {
            NotifyState state = state(one.state(), Departure.NONE, NotifyState.STOP);
            if (state != null) {
                lines.add(message(one.group(), state).line());
            }
        }
        return lines;
    }

    private static Message message(VrrpSyncGroup group, NotifyState state) {
        return new Message(new Subject(Subject.Kind.GROUP, group.name()), state, 0, group.notifications());
    }

    private static @Nullable Message changed(VrrpEvent.Changed changed) {
        NotifyState removed =
                changed.instance().notifications().deleted() ? NotifyState.DELETED : NotifyState.FAULT;
        NotifyState state = state(changed.change().to(), changed.departure(), removed);
        return state == null ? null : message(changed.instance(), state, changed.priority());
    }

    private static @Nullable NotifyState state(RouterState to, Departure departure, NotifyState removed) {
        return switch (departure) {
            case COMES_BACK -> null;
            case REMOVED -> removed;
            case STOPPED -> NotifyState.STOP;
            case NONE -> switch (to) {
                case INITIALIZE -> null;
                case BACKUP -> NotifyState.BACKUP;
                case MASTER -> NotifyState.MASTER;
                case FAULT -> NotifyState.FAULT;
            };
        };
    }

    private static Message message(VrrpInstance instance, NotifyState state, int priority) {
        return new Message(new Subject(Subject.Kind.INSTANCE, instance.name()), state, priority,
                instance.notifications());
    }
}
