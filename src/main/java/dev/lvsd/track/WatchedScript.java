package dev.lvsd.track;

import dev.lvsd.config.ScriptPolicy;
import dev.lvsd.config.TrackedScript;
import dev.lvsd.config.Tracking;
import dev.lvsd.script.Prepared;
import dev.lvsd.script.Preparation;
import dev.lvsd.script.ScriptResult;
import dev.lvsd.script.ScriptRunner;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A script that is run again and again, never twice at a time. Of the thread "track", but for the run itself, which
/// has a virtual thread.
final class WatchedScript {
    private final Watched watched;
    private final Teller teller;
    private final RiseFall health;
    private TrackedScript script;
    private Prepared prepared;
    private @Nullable Thread run;
    private long dueNanos;
    private boolean late;
    private String note = "";
    private long runs;
    private long failures;
    private long timeouts;
    private long notRun;
    private long skipped;
    private long lastNanos;

    /// Gets the results, on the script's virtual thread.
    interface Teller {
        /// A run has ended.
        void ended(WatchedScript script, ScriptResult result, long tookNanos);
    }

    WatchedScript(TrackedScript script, ScriptPolicy policy, Teller teller, long now) {
        this.script = script;
        this.teller = teller;
        watched = new Watched(WatchedThings.key(Tracking.Kind.SCRIPT, script.name()));
        health = new RiseFall(script.rise(), script.fall(), script.startsDown());
        prepared = prepare(script, policy);
        dueNanos = now;
        if (script.startsDown()) {
            watched.become(TrackerState.down("init_fail: no success yet"));
        }
    }

    private Prepared prepare(TrackedScript of, ScriptPolicy policy) {
        Prepared result;
        try {
            result = Preparation.of(policy).of(of.command(), of.user());
        } catch (IOException e) {
            result = new Prepared.Refused("users of this host cannot be read: " + e);
        }
        String said = switch (result) {
            case Prepared.Ready(_, _, String text) -> text;
            case Prepared.Refused(String reason) -> "is not run: " + reason;
        };
        if (!said.isEmpty() && !said.equals(note)) {
            watched.warn(said);
        }
        note = said;
        return result;
    }

    /// Whether another block means the same script, which then keeps its state.
    boolean isLike(TrackedScript other) {
        return script.name().equals(other.name())
                && script.command().equals(other.command())
                && Objects.equals(script.user(), other.user());
    }

    /// Goes on with another block of the same script.
    void reconfigure(TrackedScript next, ScriptPolicy policy, long now) {
        if (!next.interval().equals(script.interval())) {
            dueNanos = Math.min(dueNanos, now + next.interval().toNanos());
        }
        script = next;
        health.reconfigure(next.rise(), next.fall());
        prepared = prepare(next, policy);
    }

    long dueNanos() {
        return dueNanos;
    }

    Watched watched() {
        return watched;
    }

    /// Starts a run where one is due and none runs.
    void tick(long now) {
        if (now < dueNanos) {
            return;
        }
        long next = dueNanos + script.interval().toNanos();
        dueNanos = next > now ? next : now + script.interval().toNanos();
        if (run != null) {
            skipped++;
            if (!late) {
                late = true;
                watched.warn("its run takes longer than its interval: runs are skipped and counted");
            }
            return;
        }
        run = start(prepared, script.timeout());
    }

    private Thread start(Prepared what, Duration limit) {
        return Thread.ofVirtual().name("script-" + script.name()).start(() -> {
            long began = System.nanoTime();
            ScriptResult result;
            try {
                result = switch (what) {
                    case Prepared.Ready runnable -> ScriptRunner.run(runnable, limit, Map.of());
                    case Prepared.Refused(String reason) -> new ScriptResult.NotRun(reason);
                };
            } catch (InterruptedException _) {
                return; // It is tracked no longer.
            }
            teller.ended(this, result, System.nanoTime() - began);
        });
    }

    /// Takes the result of a run.
    ///
    /// @return whether virtual routers are to be told
    boolean take(ScriptResult result, long tookNanos) {
        run = null;
        late &= tookNanos > script.interval().toNanos();
        lastNanos = tookNanos;
        runs++;
        boolean success = result.isSuccess();
        failures += success ? 0 : 1;
        switch (result) {
            case ScriptResult.TimedOut _ -> timeouts++;
            case ScriptResult.NotRun _ -> notRun++;
            case ScriptResult.Exited _ -> {}
        }
        boolean up = health.on(success);
        String counted = health.contrary() == 0 ? "" : "; " + health.contrary() + " of "
                + (up ? script.fall() + " failures" : script.rise() + " successes");
        String detail = result.text() + counted;
        return watched.become(up ? TrackerState.up(detail) : TrackerState.down(detail));
    }

    /// Ends a run that goes on.
    void stop() {
        Thread running = run;
        if (running != null) {
            running.interrupt();
        }
    }

    TrackStatus.Thing status() {
        String as = switch (prepared) {
            case Prepared.Ready(_, String user, String text) -> " as " + user + (text.isEmpty() ? "" : "; " + text);
            case Prepared.Refused _ -> "";
        };
        String how = "every " + script.interval().toMillis() / 1000.0 + " s" + as;
        return watched.status(how, new ScriptCounts(runs, failures, timeouts, notRun, skipped, lastNanos));
    }
}
