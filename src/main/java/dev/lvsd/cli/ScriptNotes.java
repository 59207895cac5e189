package dev.lvsd.cli;

import dev.lvsd.config.Configuration;
import dev.lvsd.config.Notifications;
import dev.lvsd.config.NotifyPipe;
import dev.lvsd.config.NotifyScript;
import dev.lvsd.config.ScriptPolicy;
import dev.lvsd.config.TrackedScript;
import dev.lvsd.config.Trackers;
import dev.lvsd.script.Preparation;
import dev.lvsd.track.WatchedThings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What the shipped unit needs beside a file so that its scripts can run as their users.
final class ScriptNotes {
    private ScriptNotes() {}

    /// Lines for the operator; empty for nothing.
    static String of(Configuration configuration) {
        Trackers used = WatchedThings.of(configuration.vrrpInstances(), configuration.trackers());
        List<String> tracked = used.scripts().stream()
                .filter(script -> Preparation.needsDropIn(script.user(), used.policy()))
                .map(TrackedScript::name)
                .toList();
        return line(tracked, "vrrp_script ", "the scripts ")
                + line(notifying(configuration), "the notify scripts of ", "the notify scripts of ");
    }

    private static List<String> notifying(Configuration configuration) {
        ScriptPolicy policy = configuration.notifying().policy();
        List<String> names = new ArrayList<>();
        configuration.vrrpInstances().stream()
                .filter(instance -> needsDropIn(instance.notifications(), policy))
                .forEach(instance -> names.add(instance.name()));
        configuration.syncGroups().stream()
                .filter(group -> needsDropIn(group.notifications(), policy))
                .forEach(group -> names.add(group.name()));
        configuration.notifying().pipes().stream()
                .filter(pipe -> Stream.ofNullable(pipe.reader()).anyMatch(script -> needsDropIn(script, policy)))
                .map(NotifyPipe::path)
                .forEach(names::add);
        return names;
    }

    private static boolean needsDropIn(Notifications notifications, ScriptPolicy policy) {
        return Stream.concat(notifications.scripts().values().stream(), Stream.ofNullable(notifications.always()))
                .anyMatch(script -> needsDropIn(script, policy));
    }

    private static boolean needsDropIn(NotifyScript script, ScriptPolicy policy) {
        return Preparation.needsDropIn(script.user(), policy);
    }

    private static String line(List<String> names, String one, String several) {
        return names.isEmpty() ? "" : "note: " + (names.size() == 1 ? one : several) + String.join(", ", names)
                + " shall not run as lvsd, the user of systemd/lvsd.service: with it install the drop-in "
                + Preparation.DROP_IN + System.lineSeparator();
    }
}
