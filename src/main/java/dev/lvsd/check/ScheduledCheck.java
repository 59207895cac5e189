package dev.lvsd.check;

import dev.lvsd.config.CheckSpec;
import io.netty.channel.IoEventLoop;
import io.netty.util.concurrent.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One checker of the configuration on its loop: starts its checks when they are due and publishes its
/// status. Everything but [#status()] is confined to the loop.
///
/// Starts are rounded up to a grid of [#GRID_NANOS], so that a loop wakes once for many checks.
final class ScheduledCheck {
    /// Distance of the moments at which checks start.
    static final long GRID_NANOS = 5_000_000;

    /// Takes each result of a check.
    interface Observer {
        /// A check ended.
        ///
        /// @param transition change of health that it caused, null for none
        /// @param nowNanos the loop's time
        void onResult(CheckStatus status, CheckResult result, @Nullable Transition transition, long nowNanos);
    }

    private final IoEventLoop loop;
    private Probe probe;
    private final HealthTracker tracker;
    private final InstantSource wallClock;
    private final Observer observer;
    private volatile CheckSpec spec;
    private volatile CheckStatus status;
    private long nextNanos;
    private @Nullable Future<?> timer;
    private @Nullable RunningCheck running;
    private boolean stopped;

    ScheduledCheck(
            CheckId id, CheckSpec spec, Probe probe, IoEventLoop loop, InstantSource wallClock, Observer observer) {
        this.loop = loop;
        this.probe = probe;
        this.spec = spec;
        this.tracker = new HealthTracker(spec.timing());
        this.wallClock = wallClock;
        this.observer = observer;
        this.status = CheckStatus.initial(id, spec);
    }

    /// The loop that owns this check.
    IoEventLoop loop() {
        return loop;
    }

    /// The status as last published; for any thread.
    CheckStatus status() {
        return status;
    }

    /// What is checked and when; for any thread.
    CheckSpec spec() {
        return spec;
    }

    /// Goes on with another timing. A check that runs ends as it began; the next is not put off.
    ///
    /// @param next asks the same as before
    void retime(CheckSpec next, Probe nextProbe) {
        spec = next;
        probe = nextProbe;
        long now = loop.ticker().nanoTime();
        long start = tracker.retime(next.timing(), nextNanos, now);
        if (timer != null && running == null && start < nextNanos && timer.cancel(false)) {
            status = status.withNext(plan(start, now));
        }
    }

    /// Plans the first check.
    ///
    /// @param fraction see [HealthTracker#firstStart]
    void start(double fraction, FirstRound round) {
        long now = loop.ticker().nanoTime();
        status = status.withNext(plan(tracker.firstStart(now, fraction, round), now));
    }

    /// Ends the running check without a result and plans no other.
    void stop() {
        stopped = true;
        if (timer != null) {
            timer.cancel(false);
        }
        if (running != null) {
            running.cancel();
        }
        status = status.withNext(null);
    }

    private Instant plan(long startNanos, long nowNanos) {
        long delay = Math.max(0, startNanos - nowNanos);
        long beyondGrid = Math.floorMod(nowNanos + delay, GRID_NANOS);
        long onGrid = beyondGrid == 0 ? delay : delay + GRID_NANOS - beyondGrid;
        nextNanos = startNanos;
        timer = loop.schedule(this::run, onGrid, TimeUnit.NANOSECONDS);
        return wallClock.instant().plusNanos(onGrid);
    }

    private void run() {
        running = RunningCheck.start(probe, loop, this::onResult);
    }

    private void onResult(CheckResult result) {
        running = null;
        if (stopped) {
            return;
        }
        long now = loop.ticker().nanoTime();
        HealthTracker.Step step = tracker.on(result, now);
        Instant next = plan(step.nextStartNanos(), now);
        status = status.after(result, tracker, step.transition(), wallClock.instant(), next);
        observer.onResult(status, result, step.transition(), now);
    }
}
