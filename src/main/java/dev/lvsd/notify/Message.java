package dev.lvsd.notify;

import dev.lvsd.config.Notifications;
import dev.lvsd.config.NotifyScript;
import dev.lvsd.config.NotifyState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One thing to tell.
///
/// @param subject about what
/// @param state what
/// @param priority of the instance, 0 of a group
/// @param notifications whom
public record Message(Subject subject, NotifyState state, int priority, Notifications notifications) {
    /// The line for named pipes, as keepalived writes it, with a line feed at its end.
    public String line() {
        return subject.kind() + " \"" + subject.name() + "\" " + state + " " + priority + "\n";
    }

    /// The script of the state, null for none.
    public @Nullable NotifyScript script() {
        return notifications.scripts().get(state);
    }

    /// The script of every state, null where there is none or this is no state.
    public @Nullable NotifyScript always() {
        return state.isState() ? notifications.always() : null;
    }

    /// Whether a script is told.
    public boolean hasScript() {
        return script() != null || always() != null;
    }

    /// What the script of every state gets behind its own arguments.
    public List<String> arguments() {
        return List.of(
                subject.kind().toString(), subject.name(), state.toString(), Integer.toString(priority));
    }

    /// Whether it is told by mail.
    public boolean isMailed() {
        return notifications.mail() && state.isState();
    }
}
