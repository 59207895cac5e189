package dev.lvsd.ipvs.whole;

import dev.lvsd.config.SyncSettings;
import dev.lvsd.ipvs.SyncDaemon;
import dev.lvsd.ipvs.SyncDaemon.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which synchronisation daemons shall run, which do, and the steps between the two. Belongs to one thread.
///
/// With a virtual router the master daemon runs where it is master, and the backup daemon where it is not. Until its
/// state is known, a daemon that is right in one of the roles stays: a restart stops nothing; without one the backup
/// daemon runs. Without a virtual router both run.
///
/// Where no daemon is configured, those that others started are left alone.
final class SyncCentre {
    private final Map<Role, SyncDaemon> actual = new EnumMap<>(Role.class);
    private final Map<Role, SyncDaemon> taken = new EnumMap<>(Role.class);
    private final Map<Role, Instant> since = new EnumMap<>(Role.class);
    private final Map<Role, String> errors = new EnumMap<>(Role.class);
    private final Set<Role> ours = EnumSet.noneOf(Role.class);
    private final Set<Role> outdated = EnumSet.noneOf(Role.class);
    private final Set<Role> fresh = EnumSet.noneOf(Role.class);
    private Set<Role> wanted = Set.of();
    private @Nullable SyncSettings settings;
    private @Nullable Role role;
    private boolean read;
    private boolean refused;
    private int interfaceIndex;

    /// @param started daemons of an earlier run
    SyncCentre(Set<Role> started) {
        ours.addAll(started);
    }

    /// Whether there is nothing to do, now and at the end.
    boolean isIdle() {
        return settings == null && ours.isEmpty();
    }

    /// What is configured; null for nothing.
    @Nullable SyncSettings settings() {
        return settings;
    }

    /// Goes on with other settings; daemons that they do not change run on.
    void configure(@Nullable SyncSettings next) {
        SyncSettings before = settings;
        read &= !isIdle();
        settings = next;
        refused = false;
        if (before == null || next == null) {
            interfaceIndex = 0;
            return;
        }
        for (Role one : Role.values()) {
            if (!before.daemon(one).equals(next.daemon(one))) {
                outdated.add(one);
            }
        }
        if (!before.interfaceName().equals(next.interfaceName())) {
            interfaceIndex = 0;
        }
    }

    /// Takes the daemons that run now.
    ///
    /// @return what someone else changed, in words
    List<String> read(List<SyncDaemon> running, Instant now) {
        refused = false;
        return look(running, now);
    }

    /// Takes the daemons that run after some steps; otherwise as [#read], but what was refused is not planned again.
    List<String> look(List<SyncDaemon> running, Instant now) {
        Map<Role, SyncDaemon> next = new EnumMap<>(Role.class);
        running.forEach(daemon -> next.put(daemon.role(), daemon));
        List<String> drifts = new ArrayList<>();
        for (Role one : Role.values()) {
            SyncDaemon before = actual.get(one);
            SyncDaemon after = next.get(one);
            boolean started = fresh.remove(one) && after != null;
            if (started) {
                taken.put(one, after);
            } else if (!Objects.equals(before, after)) {
                since.put(one, now);
                if (read && (settings != null || ours.contains(one))) {
                    drifts.add(drift(before, after));
                }
            }
        }
        actual.clear();
        actual.putAll(next);
        read = true;
        return drifts;
    }

    /// Takes the number of the interface: another one is another interface of the same name, of which daemons that run
    /// hear nothing.
    ///
    /// @param index 0 where there is no such interface
    void interfaceIs(int index) {
        if (index != 0 && interfaceIndex != 0 && index != interfaceIndex) {
            outdated.addAll(actual.keySet());
        }
        interfaceIndex = index == 0 ? interfaceIndex : index;
    }

    /// The steps to what shall be. What was refused is planned again after the next read, or where something else
    /// shall be.
    List<SyncStep> plan(Mastership mastership) {
        Set<Role> before = wanted;
        wanted = read ? wanted(mastership) : Set.of();
        if (!read || (refused && wanted.equals(before))) {
            return List.of();
        }
        List<SyncStep> stops = new ArrayList<>();
        List<SyncStep> starts = new ArrayList<>();
        for (Role one : Role.values()) {
            boolean right = wanted.contains(one) && isRight(one);
            if (right) {
                ours.add(one);
            } else if (actual.containsKey(one) && (settings != null || ours.contains(one))) {
                stops.add(new SyncStep.Stop(one));
            }
            if (wanted.contains(one) && !right && settings != null) {
                starts.add(new SyncStep.Start(settings.daemon(one)));
            }
        }
        ours.removeIf(one -> !actual.containsKey(one));
        stops.addAll(starts);
        return stops;
    }

    /// The daemons that are ours, or will be when some steps are done.
    Set<Role> oursWith(List<SyncStep> steps) {
        Set<Role> all = EnumSet.noneOf(Role.class);
        all.addAll(ours);
        steps.stream().filter(step -> step instanceof SyncStep.Start).forEach(step -> all.add(step.role()));
        return all;
    }

    /// Takes note that a step was done.
    void done(SyncStep step, Instant now) {
        Role one = step.role();
        since.put(one, now);
        errors.remove(one);
        outdated.remove(one);
        taken.remove(one);
        switch (step) {
            case SyncStep.Stop _ -> {
                actual.remove(one);
                ours.remove(one);
            }
            case SyncStep.Start(SyncDaemon daemon) -> {
                actual.put(one, daemon);
                ours.add(one);
                fresh.add(one);
            }
        }
    }

    /// Takes note that a step was refused.
    ///
    /// @return whether that is news
    boolean refused(SyncStep step, String reason) {
        refused = true;
        return !reason.equals(errors.put(step.role(), reason));
    }

    /// What is known of the daemon of each role that shall run or does.
    List<SyncDaemonStatus> status() {
        List<SyncDaemonStatus> list = new ArrayList<>();
        for (Role one : Role.values()) {
            SyncDaemon running = actual.get(one);
            boolean shall = wanted.contains(one);
            if (shall || (running != null && (settings != null || ours.contains(one)))) {
                list.add(new SyncDaemonStatus(one, shall, running, since.get(one), errors.get(one)));
            }
        }
        return list;
    }

    private Set<Role> wanted(Mastership mastership) {
        SyncSettings configured = settings;
        if (configured == null) {
            return Set.of();
        }
        if (configured.instance() == null) {
            return EnumSet.allOf(Role.class);
        }
        role = switch (mastership.of(configured.instance())) {
            case MASTER -> Role.MASTER;
            case NOT_MASTER -> Role.BACKUP;
            case UNKNOWN -> role != null ? role : isRight(Role.MASTER) ? Role.MASTER : Role.BACKUP;
        };
        return EnumSet.of(role);
    }

    private boolean isRight(Role one) {
        SyncDaemon running = actual.get(one);
        return settings != null && running != null && !outdated.contains(one)
                && (running.equals(taken.get(one)) || isAsked(running, settings.daemon(one)));
    }

    /// Whether a daemon is what was asked for: the kernel may have made its messages longer (`ip_vs_sync.c`).
    private static boolean isAsked(SyncDaemon running, SyncDaemon asked) {
        int length = running.maxLength();
        return asked.withMaxLength(length).equals(running)
                && (asked.maxLength() == 0 || length == 0 || length >= asked.maxLength());
    }

    private static String drift(@Nullable SyncDaemon before, @Nullable SyncDaemon after) {
        if (after == null) {
            return "stopped the " + before;
        }
        return before == null ? "started the " + after : "made the " + before + " the " + after;
    }
}
