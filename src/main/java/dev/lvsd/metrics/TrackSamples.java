package dev.lvsd.metrics;

import dev.lvsd.config.Tracking;
import dev.lvsd.track.ScriptCounts;
import dev.lvsd.track.TrackStatus;
import dev.lvsd.track.TrackerState;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Samples of what virtual routers track.
final class TrackSamples {
    private TrackSamples() {}

    /// @param states as the virtual routers were told them: interfaces among them
    static void add(Samples samples, Map<Tracking.Key, TrackerState> states, TrackStatus track) {
        Map<Tracking.Key, TrackerState> all = new HashMap<>(states);
        track.things().forEach(thing -> all.put(thing.key(), thing.state()));
        all.forEach((key, state) -> add(samples, key, state));
        for (TrackStatus.Thing thing : track.things()) {
            ScriptCounts counts = thing.counts();
            if (counts != null) {
                script(samples, thing.key().name(), counts);
            }
        }
    }

    private static void add(Samples samples, Tracking.Key key, TrackerState state) {
        String type = key.kind().name().toLowerCase(Locale.ROOT);
        boolean file = key.kind() == Tracking.Kind.FILE;
        if (state.level() == TrackerState.Level.PENDING) {
            return;
        }
        if (!file) {
            samples.add(Metric.TRACK_UP, Samples.labels(Metric.TRACK_UP, type, key.name()),
                    state.level() == TrackerState.Level.UP);
        }
        if (file || key.kind() == Tracking.Kind.PROCESS) {
            samples.add(Metric.TRACK_NUMBER, Samples.labels(Metric.TRACK_NUMBER, type, key.name()), state.number());
        }
    }

    private static void script(Samples samples, String name, ScriptCounts counts) {
        long exited = counts.failures() - counts.timeouts() - counts.notRun();
        runs(samples, name, "success", counts.runs() - counts.failures());
        runs(samples, name, "failure", exited);
        runs(samples, name, "timeout", counts.timeouts());
        runs(samples, name, "not_run", counts.notRun());
        samples.add(Metric.TRACK_SKIPPED, Samples.labels(Metric.TRACK_SKIPPED, name), counts.skipped());
        samples.add(Metric.TRACK_DURATION, Samples.labels(Metric.TRACK_DURATION, name),
                Samples.seconds(Duration.ofNanos(counts.lastNanos())));
    }

    private static void runs(Samples samples, String name, String result, long count) {
        samples.add(Metric.TRACK_RUNS, Samples.labels(Metric.TRACK_RUNS, name, result), count);
    }
}
