package dev.lvsd.ipvs.reconciler;

import dev.lvsd.check.Health;
import dev.lvsd.config.VirtualServer;
import dev.lvsd.ipvs.Step;
import dev.lvsd.ipvs.StepError;
import dev.lvsd.ipvs.TableAccess;
import dev.lvsd.ipvs.TableDump;
import dev.lvsd.ipvs.TableException;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.net.Endpoint;
import dev.lvsd.watch.Pulse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The ipvs thread: the only one that changes the table and what is desired of it. It brings the table to the
/// configuration at its start, on every report of health, and on a timer. Reports that come while it works are
/// answered together, with one plan and one batch.
///
/// Its methods may be called from any thread and do not wait for the table, but for [#stop].
public final class Reconciler {
    private final TableAccess table;
    private final Options options;
    private final Listener listener;
    private final BlockingQueue<Message> mailbox = new LinkedBlockingQueue<>();
    private final Thread thread;
    private final AtomicLong turns = new AtomicLong();
    private volatile TableStatus status;
    private volatile boolean ended;

    // Of the ipvs thread alone.
    private final ReconcilerLog log = new ReconcilerLog();
    private final List<Message.Report> early = new ArrayList<>();
    private Beginning beginning = new Beginning(List.of(), Set.of());
    private @Nullable ReconcilerCore core;
    private Message.@Nullable Reload reload;
    private @Nullable CompletableFuture<Void> answer;
    private @Nullable Set<VirtualServerKey> owned;
    private boolean kept;
    private long dumped;
    private long lastRead;
    private long nextRead;

    /// What the reconciler is told.
    ///
    /// @param resync from the end of one whole read to the next
    /// @param pause from a failure to the next read, and the least time between two reads of which the second comes
    ///     early because an answer showed someone else's change
    public record Options(Duration resync, Duration pause) {
        /// A read every five seconds, in trouble every second.
        public static final Options DEFAULTS = new Options(Duration.ofSeconds(5), Duration.ofSeconds(1));
    }

    /// What becomes of the table when lvsd ends.
    public enum Ending {
        /// Everything that is ours is removed.
        REMOVE,
        /// The table stays, and goes on forwarding.
        KEEP
    }

    /// Hears from the ipvs thread; its methods must not wait.
    public interface Listener {
        /// All virtual servers that are ours from now on: before the batch that adds any of them, and after others
        /// were removed. To be kept for the next start ([OwnedFile]).
        ///
        /// @return whether they are; where not, they are told again with the next read of the table
        boolean owning(Set<VirtualServerKey> ours);

        /// The table has answered the first batch, so that it is what was configured, but for refused steps.
        void acknowledged();
    }

    private sealed interface Message {
        record Report(VirtualServerKey key, Endpoint realServer, int check, Health health, Instant at)
                implements Message {}

        record Reload(List<VirtualServer> configured, CompletableFuture<Void> done) implements Message {}

        record Stop(Ending ending) implements Message {}

        record Nudge() implements Message {}
    }

    private record Beginning(List<VirtualServer> configured, Set<VirtualServerKey> listed) {}

    /// @param table closed by the ipvs thread at its end
    public Reconciler(TableAccess table, Options options, Listener listener) {
        this.table = table;
        this.options = options;
        this.listener = listener;
        this.status = TableStatus.unread(table.kind());
        this.thread = Thread.ofPlatform().name("ipvs").daemon().unstarted(this::run);
    }

    /// Starts the thread, which reads the table, adopts what is ours and programs the rest.
    ///
    /// @param configured in the order of the file, no key twice
    /// @param listed virtual servers that we made earlier; removed where they are not configured
    public void start(List<VirtualServer> configured, Set<VirtualServerKey> listed) {
        beginning = new Beginning(List.copyOf(configured), Set.copyOf(listed));
        thread.start();
    }

    /// Takes the report of one checker.
    ///
    /// @param key the virtual server
    /// @param realServer the real server
    /// @param check index of the checker in the configuration of the real server
    /// @param health what it says
    public void report(VirtualServerKey key, Endpoint realServer, int check, Health health) {
        mailbox.add(new Message.Report(key, realServer, check, health, Instant.now()));
    }

    /// Goes on with another configuration: health of what stays is kept, and one batch makes all changes.
    ///
    /// @param configured in the order of the file, no key twice
    /// @return completed when the table has answered
    public CompletableFuture<Void> reload(List<VirtualServer> configured) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        mailbox.add(new Message.Reload(List.copyOf(configured), done));
        return done;
    }

    /// What is known now.
    public TableStatus status() {
        return status;
    }

    /// The sign of life of the thread.
    public Pulse pulse() {
        return new Pulse("ipvs", () -> mailbox.add(new Message.Nudge()), turns::get);
    }

    /// Ends the thread and closes the table.
    ///
    /// @param ending what becomes of the table
    /// @param patience how long to wait for it
    /// @return whether the thread ended in time
    public boolean stop(Ending ending, Duration patience) throws InterruptedException {
        if (thread.getState() == Thread.State.NEW) {
            table.close();
            return true;
        }
        mailbox.add(new Message.Stop(ending));
        return thread.join(patience) && ended;
    }

    private void run() {
        Ending ending = null;
        nextRead = System.nanoTime();
        while (ending == null) {
            turns.lazySet(turns.getPlain() + 1);
            log.rest(System.nanoTime());
            try {
                work();
                ending = receive();
            } catch (TableException e) {
                failed(List.of(), e.getMessage());
            } catch (RuntimeException e) {
                log.internalError(e);
                failed(List.of(), e.toString());
            } catch (InterruptedException _) {
                ending = Ending.KEEP;
            }
        }
        end(ending);
        ended = true;
    }

    /// One round: a read if it is time, then the steps for what is dirty.
    private void work() throws TableException {
        boolean due = System.nanoTime() - nextRead >= 0;
        if (due) {
            nextRead = System.nanoTime() + options.pause().toNanos();
            read();
            lastRead = System.nanoTime();
            nextRead = lastRead + options.resync().toNanos();
        }
        ReconcilerCore current = core;
        if (current == null) {
            return;
        }
        follow(current);
        tellOwned(current.ours(), due);
        List<Step> steps = current.plan();
        if (due) {
            current.compared(since(dumped));
        }
        if (!steps.isEmpty()) {
            apply(current, steps);
        }
        boolean first = !status.acknowledged();
        status = current.status(table.kind());
        if (first && status.acknowledged()) {
            listener.acknowledged();
        }
        if (answer != null) {
            answer.complete(null);
            answer = null;
        }
    }

    /// Takes the configuration that waits, unless the table cannot be read: then it goes on waiting.
    private void follow(ReconcilerCore current) throws TableException {
        Message.Reload waiting = reload;
        if (waiting == null) {
            return;
        }
        Set<VirtualServerKey> unknown = current.unknown(waiting.configured());
        current.reload(waiting.configured(), unknown.isEmpty() ? TableDump.EMPTY : table.dump(unknown));
        reload = null;
        answer = waiting.done();
        takeEarly();
    }

    private void takeEarly() {
        List<Message.Report> reports = List.copyOf(early);
        early.clear();
        reports.forEach(this::take);
    }

    private void read() throws TableException {
        Instant at = Instant.now();
        long began = System.nanoTime();
        if (core == null) {
            Set<VirtualServerKey> wanted = new HashSet<>(beginning.listed());
            beginning.configured().forEach(virtualServer -> wanted.addAll(virtualServer.keys()));
            TableDump dump = table.dump(wanted);
            dumped = System.nanoTime();
            core = ReconcilerCore.starting(beginning.configured(), beginning.listed(), dump, at, since(began));
            takeEarly();
        } else {
            TableDump dump = table.dump(core.ours());
            dumped = System.nanoTime();
            log.tell(core.read(dump, at, since(began)), dumped);
        }
        log.readable();
    }

    private void apply(ReconcilerCore current, List<Step> steps) {
        long began = System.nanoTime();
        try {
            List<StepError> errors = table.apply(steps);
            Duration took = since(began);
            log.done(steps, errors, took, System.nanoTime());
            log.tell(current.applied(steps, errors, took), System.nanoTime());
            if (current.isStale()) {
                nextRead = Math.min(nextRead, Math.max(System.nanoTime(), lastRead + options.pause().toNanos()));
            }
        } catch (TableException e) {
            failed(steps, e.getMessage());
        }
    }

    /// A list that could not be kept is tried again with each read of the table.
    private void tellOwned(Set<VirtualServerKey> ours, boolean again) {
        if (!ours.equals(owned) || (again && !kept)) {
            owned = ours;
            kept = listener.owning(ours);
        }
    }

    private void failed(List<Step> steps, @Nullable String reason) {
        String text = reason == null ? "no reason given" : reason;
        log.failed(text);
        nextRead = System.nanoTime() + options.pause().toNanos();
        if (core != null) {
            core.failed(steps, text);
            status = core.status(table.kind());
        }
    }

    /// Waits for reports until the next read, and takes all that have come.
    ///
    /// @return how to end, null for going on
    private @Nullable Ending receive() throws InterruptedException {
        List<Message> messages = new ArrayList<>();
        Message first = mailbox.poll(Math.max(0, nextRead - System.nanoTime()), TimeUnit.NANOSECONDS);
        if (first != null) {
            messages.add(first);
            mailbox.drainTo(messages);
        }
        for (Message message : messages) {
            switch (message) {
                case Message.Report report -> take(report);
                case Message.Reload waiting -> await(waiting);
                case Message.Nudge _ -> { }
                case Message.Stop(var ending) -> {
                    return ending;
                }
            }
        }
        return null;
    }

    /// A reload is followed at once; where the table cannot be read, the last one counts.
    private void await(Message.Reload waiting) {
        if (reload != null) {
            reload.done().complete(null);
        }
        reload = waiting;
    }

    /// A report that comes before the first read waits for it: checkers report changes only. One that comes behind
    /// a reload waits for that.
    private void take(Message.Report report) {
        if (core == null || reload != null) {
            early.add(report);
        } else {
            log.tell(
                    core.report(report.key(), report.realServer(), report.check(), report.health(), report.at()),
                    System.nanoTime());
        }
    }

    private void end(Ending ending) {
        log.rest();
        try (table) {
            if (ending == Ending.REMOVE && core != null) {
                List<Step> steps = core.removal();
                List<StepError> errors = table.apply(steps);
                log.tell(core.applied(steps, errors, Duration.ZERO), System.nanoTime());
                status = core.status(table.kind());
                log.removed(steps, errors);
                tellOwned(left(errors), true);
            }
        } catch (TableException e) {
            log.notRemoved(e);
        }
    }

    private static Set<VirtualServerKey> left(List<StepError> errors) {
        Set<VirtualServerKey> left = new HashSet<>();
        errors.stream().filter(error -> !error.isGoneAlready()).forEach(error -> left.add(error.step().key()));
        return left;
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
