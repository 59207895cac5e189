package dev.lvsd.track;

import dev.lvsd.config.Trackers;
import dev.lvsd.config.Tracking;
import dev.lvsd.config.VrrpInstance;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Which things are watched: those that an instance tracks.
public final class WatchedThings {
    private WatchedThings() {}

    /// Those of a configuration.
    public static Trackers of(List<VrrpInstance> instances, Trackers all) {
        Set<Tracking.Key> used = new HashSet<>();
        instances.forEach(instance -> instance.tracking().things().forEach(thing -> used.add(thing.key())));
        return new Trackers(
                all.scripts().stream().filter(it -> used.contains(key(Tracking.Kind.SCRIPT, it.name()))).toList(),
                all.processes().stream().filter(it -> used.contains(key(Tracking.Kind.PROCESS, it.name()))).toList(),
                all.files().stream().filter(it -> used.contains(key(Tracking.Kind.FILE, it.name()))).toList(),
                all.policy());
    }

    static Tracking.Key key(Tracking.Kind kind, String name) {
        return new Tracking.Key(kind, name);
    }
}
