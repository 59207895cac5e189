package dev.lvsd.track;

import dev.lvsd.config.Tracking;
import java.util.HashMap;
import java.util.Map;

/// The states of all tracked things at one moment.
///
/// @param all by what is tracked; what is missing is pending
public record TrackerStates(Map<Tracking.Key, TrackerState> all) {
    /// Nothing known yet.
    public static final TrackerStates NONE = new TrackerStates(Map.of());

    /// Copies the map.
    public TrackerStates {
        all = Map.copyOf(all);
    }

    /// The state of a thing.
    public TrackerState of(Tracking.Key key) {
        return all.getOrDefault(key, TrackerState.PENDING);
    }

    /// These with others, which count where both have one.
    public TrackerStates with(Map<Tracking.Key, TrackerState> others) {
        Map<Tracking.Key, TrackerState> both = new HashMap<>(all);
        both.putAll(others);
        return new TrackerStates(both);
    }
}
