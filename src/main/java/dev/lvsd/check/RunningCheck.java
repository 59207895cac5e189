package dev.lvsd.check;

import io.netty.channel.IoEventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One check from its start to its only result, confined to its loop.
final class RunningCheck implements ProbeContext {
    private static final Logger LOG = LoggerFactory.getLogger(RunningCheck.class);

    private final IoEventLoop loop;
    private final Consumer<CheckResult> result;
    private final long startNanos;
    private @Nullable Future<?> deadline;
    private @Nullable Runnable release;
    private boolean ended;

    private RunningCheck(IoEventLoop loop, Consumer<CheckResult> result) {
        this.loop = loop;
        this.result = result;
        this.startNanos = loop.ticker().nanoTime();
    }

    /// Starts a check on its loop.
    ///
    /// @param result gets exactly one result, on the loop, unless the check is cancelled before
    static RunningCheck start(Probe probe, IoEventLoop loop, Consumer<CheckResult> result) {
        RunningCheck check = new RunningCheck(loop, result);
        try {
            probe.start(check);
        } catch (RuntimeException | LinkageError e) {
            LOG.debug("defect of a probe", e);
            check.notRun("a defect of lvsd, please report it: " + e);
        }
        if (!check.ended) {
            Duration limit = probe.timeLimit();
            check.deadline = loop.schedule(() -> check.late(limit), limit.toNanos(), TimeUnit.NANOSECONDS);
        }
        return check;
    }

    /// Ends the check without a result.
    void cancel() {
        if (!ended) {
            close();
        }
    }

    @Override
    public IoEventLoop loop() {
        return loop;
    }

    @Override
    public void onEnd(Runnable newRelease) {
        if (ended) {
            newRelease.run();
        } else {
            release = newRelease;
        }
    }

    @Override
    public void passed() {
        if (!ended) {
            end(new CheckResult.Passed(elapsed()));
        }
    }

    @Override
    public void failed(String reason) {
        if (!ended) {
            end(new CheckResult.Failed(reason, elapsed()));
        }
    }

    @Override
    public void notRun(String reason) {
        if (!ended) {
            end(new CheckResult.NotRun(reason, elapsed()));
        }
    }

    private void late(Duration limit) {
        failed("no answer within " + Seconds.text(limit));
    }

    private Duration elapsed() {
        return Duration.ofNanos(loop.ticker().nanoTime() - startNanos);
    }

    private void end(CheckResult verdict) {
        close();
        result.accept(verdict);
    }

    private void close() {
        ended = true;
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
        if (release != null) {
            Runnable once = release;
            release = null;
            once.run();
        }
    }
}
