package dev.lvsd.track;

import dev.lvsd.config.TrackWeight;
import dev.lvsd.config.Tracking;
import dev.lvsd.config.VrrpInstance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the things that an instance tracks make of its priority, by keepalived's arithmetic.
///
/// A weight above 0 is added while its thing is up, one below 0 while it is down; `reverse` changes the sign of what
/// is added. Without a weight a thing that is down is a fault, with `0 reverse` one that is up. A file adds its
/// number times its weight; without a weight a number other than 0 is a fault, with `0 reverse` the number 0. What
/// would take away 254 or more is a fault, too. The sum is between 1 and 254; an address owner stays at 255. A thing
/// of which nothing is known adds nothing and is no fault. What is a fault goes on adding what it added before: that
/// is the priority that `FAULT` is told with.
///
/// @param priority the priority in adverts
/// @param fault the things that are a fault, null where none is: `script check: exit status 1`
/// @param isComplete whether all is known that can be a fault
/// @param added what each thing adds
public record EffectivePriority(
        int priority, @Nullable String fault, boolean isComplete, Map<Tracking.Key, Long> added) {
    private static final int OWNER = 255;
    private static final int LOWEST = 1;
    private static final int HIGHEST = 254;
    /// What adds this or less is a fault (keepalived.conf(5)).
    private static final int FAULT = -254;

    /// Copies the map.
    public EffectivePriority {
        added = Map.copyOf(added);
    }

    /// That of an instance.
    ///
    /// @param before null where it has none yet
    public static EffectivePriority of(
            VrrpInstance instance, TrackerStates states, @Nullable EffectivePriority before) {
        Map<Tracking.Key, Long> all = new HashMap<>();
        long sum = instance.priority();
        boolean complete = true;
        List<String> faults = new ArrayList<>();
        for (Tracking.Tracked thing : instance.tracking().things()) {
            TrackerState state = states.of(thing.key());
            long added = state.level() == TrackerState.Level.PENDING ? 0 : added(thing, state);
            complete &= state.level() != TrackerState.Level.PENDING || !thing.canFault();
            if (added <= FAULT) {
                faults.add(title(thing.key()) + ": " + state.detail());
                added = before == null ? 0 : before.added().getOrDefault(thing.key(), 0L);
            }
            all.put(thing.key(), Math.min(added, -FAULT - 1));
            sum += Math.min(added, -FAULT - 1);
        }
        int priority = instance.priority() == OWNER ? OWNER : Math.clamp(sum, LOWEST, HIGHEST);
        return new EffectivePriority(priority, faults.isEmpty() ? null : String.join("; ", faults), complete, all);
    }

    /// What a thing adds to the priority now; [#FAULT] or less is a fault.
    private static long added(Tracking.Tracked thing, TrackerState state) {
        TrackWeight weight = thing.weight();
        boolean up = thing.key().kind() == Tracking.Kind.FILE ? state.number() == 0
                : state.level() == TrackerState.Level.UP;
        if (weight.value() == 0) {
            return up == weight.reverse() ? FAULT : 0;
        }
        long sign = weight.reverse() ? -1 : 1;
        if (thing.key().kind() == Tracking.Kind.FILE) {
            return sign * weight.value() * state.number();
        }
        return up == weight.value() > 0 ? sign * weight.value() : 0;
    }

    /// `script check`.
    static String title(Tracking.Key key) {
        return switch (key.kind()) {
            case INTERFACE -> "interface ";
            case SCRIPT -> "script ";
            case PROCESS -> "process ";
            case FILE -> "file ";
            case GROUP -> "track_group ";
        } + key.name();
    }
}
