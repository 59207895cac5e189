package dev.lvsd;

import dev.lvsd.config.Tracking;
import dev.lvsd.control.TrackedSnapshot;
import dev.lvsd.track.ScriptCounts;
import dev.lvsd.track.TrackStatus;
import dev.lvsd.track.TrackerState;
import dev.lvsd.track.TrackerStates;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The snapshots of what a virtual router or a sync group tracks.
final class TrackView {
    private TrackView() {}

    /// @param states as the virtual routers were told them
    /// @param track what the thread "track" knows beside them
    static List<TrackedSnapshot> of(List<Tracking.Tracked> things, TrackerStates states, TrackStatus track) {
        return things.stream().map(thing -> of(thing, states, track)).toList();
    }

    private static TrackedSnapshot of(Tracking.Tracked thing, TrackerStates states, TrackStatus track) {
        TrackStatus.Thing watched = track.things().stream()
                .filter(one -> one.key().equals(thing.key())).findFirst().orElse(null);
        TrackerState state = watched == null ? states.of(thing.key()) : watched.state();
        boolean numbered = thing.key().kind() == Tracking.Kind.FILE || thing.key().kind() == Tracking.Kind.PROCESS;
        return new TrackedSnapshot(
                word(thing.key().kind()),
                thing.key().name(),
                word(state.level()),
                numbered ? state.number() : null,
                thing.weight().toString(),
                state.detail(),
                watched == null ? null : watched.since(),
                watched == null ? null : watched.how(),
                watched == null ? null : runs(watched.counts()));
    }

    private static TrackedSnapshot.@Nullable Runs runs(@Nullable ScriptCounts counts) {
        return counts == null ? null : new TrackedSnapshot.Runs(
                counts.runs(), counts.failures(), counts.timeouts(), counts.notRun(), counts.skipped(),
                Duration.ofNanos(counts.lastNanos()));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
