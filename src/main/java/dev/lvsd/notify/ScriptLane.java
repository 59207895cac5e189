package dev.lvsd.notify;

import dev.lvsd.config.NotifyScript;
import dev.lvsd.config.NotifySettings;
import dev.lvsd.script.ScriptResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The scripts of one virtual router or sync group: in order, one at a time, on a virtual thread that lives while
/// there is something to tell. For any thread.
final class ScriptLane {
    private static final Logger LOG = LoggerFactory.getLogger("dev.lvsd.notify");

    private static final Duration LAST = Duration.ofSeconds(3);

    private final Subject subject;
    private final Scripts scripts;
    private final Supplier<NotifySettings> settings;
    private final ReentrantLock lock = new ReentrantLock();
    private final Outbox outbox = new Outbox();
    private @Nullable Thread worker;
    private long runs;
    private long failures;
    private long skipped;
    private NotifyStatus.@Nullable Run last;

    ScriptLane(Subject subject, Scripts scripts, Supplier<NotifySettings> settings) {
        this.subject = subject;
        this.scripts = scripts;
        this.settings = settings;
    }

    /// Takes a message that has a script; never waits for one.
    void offer(Message message) {
        lock.lock();
        try {
            if (outbox.offer(message)) {
                skipped++;
            }
            if (worker == null) {
                worker = Thread.ofVirtual().name("notify " + subject).start(this::work);
            }
        } finally {
            lock.unlock();
        }
    }

    /// What was told.
    NotifyStatus.Told status() {
        lock.lock();
        try {
            return new NotifyStatus.Told(subject, runs, failures, skipped, last);
        } finally {
            lock.unlock();
        }
    }

    /// Waits until everything is told, or ends the script that runs when the time has passed.
    void finish(Patience patience) throws InterruptedException {
        Thread running = worker();
        if (running != null && !patience.join(running)) {
            LOG.warn("notify {}: a script has not ended within {} of the stop and is ended", subject, patience);
            running.interrupt();
            running.join(LAST);
        }
    }

    private @Nullable Thread worker() {
        lock.lock();
        try {
            return worker;
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        try {
            Message message;
            while ((message = next()) != null) {
                tell(message);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable Message next() {
        lock.lock();
        try {
            Message message = outbox.next();
            if (message == null) {
                worker = null;
            }
            return message;
        } finally {
            lock.unlock();
        }
    }

    private void tell(Message message) throws InterruptedException {
        NotifyScript script = message.script();
        if (script != null) {
            run(script, List.of(), message);
        }
        NotifyScript always = message.always();
        if (always != null) {
            run(always, message.arguments(), message);
        }
    }

    private void run(NotifyScript script, List<String> arguments, Message message) throws InterruptedException {
        NotifySettings now = settings.get();
        ScriptResult result = result(script, arguments, now);
        boolean failed = !result.isSuccess();
        if (failed) {
            LOG.warn("notify {}: {}: {}: {}", subject, message.state(), script.command().text(), result.text());
        }
        lock.lock();
        try {
            runs++;
            failures += failed ? 1 : 0;
            last = new NotifyStatus.Run(Instant.now(), message.state().toString(), result.text(), failed);
        } finally {
            lock.unlock();
        }
    }

    /// A defect ends one run, and not the thread: nobody would be told anything any more.
    private ScriptResult result(NotifyScript script, List<String> arguments, NotifySettings now)
            throws InterruptedException {
        try {
            return scripts.run(script, arguments, now.timeout(), now.policy());
        } catch (RuntimeException e) {
            return new ScriptResult.NotRun("a defect of lvsd: " + e);
        }
    }
}
