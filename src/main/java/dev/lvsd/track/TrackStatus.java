package dev.lvsd.track;

import dev.lvsd.config.Tracking;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of the things that the thread "track" watches.
///
/// @param things scripts, processes and files that an instance tracks
public record TrackStatus(List<Thing> things) {
    /// Nothing is watched.
    public static final TrackStatus NONE = new TrackStatus(List.of());

    /// Copies the list.
    public TrackStatus {
        things = List.copyOf(things);
    }

    /// One of them.
    ///
    /// @param key what it is
    /// @param state what it is like
    /// @param since wall-clock time of the last change between up and down, null before the first result
    /// @param how it is watched: `every 5 s as root`
    /// @param counts of a script, null of others
    public record Thing(
            Tracking.Key key, TrackerState state, @Nullable Instant since, String how, @Nullable ScriptCounts counts) {}
}
