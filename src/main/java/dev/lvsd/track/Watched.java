package dev.lvsd.track;

import dev.lvsd.config.Tracking;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// The state of one watched thing, which logs its changes. Of the thread "track".
final class Watched {
    private static final Logger LOG = LoggerFactory.getLogger("dev.lvsd.track");

    private final Tracking.Key key;
    private TrackerState state = TrackerState.PENDING;
    private @Nullable Instant since;

    Watched(Tracking.Key key) {
        this.key = key;
    }

    Tracking.Key key() {
        return key;
    }

    TrackerState state() {
        return state;
    }

    /// Takes a state; logs it where it or its reason is another.
    ///
    /// @return whether virtual routers are to be told
    boolean become(TrackerState next) {
        if (next.equals(state)) {
            return false;
        }
        boolean counts = !next.counts(state) || !next.detail().equals(state.detail());
        if (next.level() != state.level()) {
            since = Instant.now();
            boolean down = next.level() == TrackerState.Level.DOWN;
            LOG.atLevel(down ? Level.WARN : Level.INFO).log("track: {} is {}: {}", title(),
                    down ? "down" : "up", next.detail());
        } else {
            LOG.info("track: {}: {}", title(), next.detail());
        }
        state = next;
        return counts;
    }

    /// Something that the operator should know.
    void warn(String what) {
        LOG.warn("track: {}: {}", title(), what);
    }

    /// `script check`.
    String title() {
        return EffectivePriority.title(key);
    }

    TrackStatus.Thing status(String how, @Nullable ScriptCounts counts) {
        return new TrackStatus.Thing(key, state, since, how, counts);
    }
}
