package dev.lvsd.notify;

import dev.lvsd.config.NotifyState;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.vrrp.RouterState;
import dev.lvsd.vrrp.VrrpEvent;
import dev.lvsd.vrrp.VrrpEvent.Departure;
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
                yield state == null ? null : new Message(
                        new Subject(Subject.Kind.GROUP, changed.group().name()), state, 0,
                        changed.group().notifications());
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
