package dev.lvsd.notify;

import dev.lvsd.config.MailSettings;
import dev.lvsd.config.Notifications;
import dev.lvsd.config.NotifyPipe;
import dev.lvsd.config.NotifyScript;
import dev.lvsd.config.NotifySettings;
import dev.lvsd.config.NotifyState;
import dev.lvsd.config.SampleInstance;
import dev.lvsd.config.ScriptCommand;
import dev.lvsd.config.ScriptPolicy;
import dev.lvsd.vrrp.Action;
import dev.lvsd.vrrp.RouterState;
import dev.lvsd.vrrp.VrrpEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Events and settings for the tests of notifications.
final class Told {
    private Told() {}

    static NotifyScript script(String... arguments) {
        return new NotifyScript(new ScriptCommand(String.join(" ", arguments), List.of(arguments)), null);
    }

    /// An instance VI of priority 100 has reached a state.
    static VrrpEvent changed(Notifications notifications, RouterState to, VrrpEvent.Departure departure) {
        return new VrrpEvent.Changed(
                new SampleInstance().notifications(notifications).build(),
                new Action.StateChanged(RouterState.BACKUP, to, "for a test"), 100, departure);
    }

    static VrrpEvent changed(Notifications notifications, RouterState to) {
        return changed(notifications, to, VrrpEvent.Departure.NONE);
    }

    static Message message(NotifyState state) {
        return new Message(new Subject(Subject.Kind.INSTANCE, "VI"), state, 100, Notifications.NONE);
    }

    static Notifications always(NotifyScript script) {
        return new Notifications(Map.of(), script, false, false, false);
    }

    static NotifySettings settings(Duration timeout, NotifyPipe... pipes) {
        return settings(timeout, "localhost", 25, pipes);
    }

    static NotifySettings settings(Duration timeout, String host, int port, NotifyPipe... pipes) {
        return new NotifySettings(
                List.of(pipes),
                false,
                new MailSettings(List.of("admin@example.org"), "lvsd@example.org", host, port, Duration.ofSeconds(5),
                        "lb1.example.org", true),
                timeout, "lb1", ScriptPolicy.DEFAULTS);
    }
}
