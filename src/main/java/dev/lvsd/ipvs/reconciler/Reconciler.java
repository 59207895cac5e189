package dev.lvsd.ipvs.reconciler;

import dev.lvsd.check.Health;
import dev.lvsd.config.DrainSettings;
import dev.lvsd.config.Foreign;
import dev.lvsd.config.VirtualServer;
import dev.lvsd.ipvs.Step;
import dev.lvsd.ipvs.StepError;
import dev.lvsd.ipvs.TableAccess;
import dev.lvsd.ipvs.TableDump;
import dev.lvsd.ipvs.TableException;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.ipvs.whole.WholeKeeper;
import dev.lvsd.net.Endpoint;
import dev.lvsd.orders.AppliedOrder;
import dev.lvsd.orders.GivenOrder;
import dev.lvsd.orders.Moment;
import dev.lvsd.orders.OrderTarget;
import dev.lvsd.orders.Orders;
import dev.lvsd.watch.Pulse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The ipvs thread: the only one that changes the table and what is desired of it. It brings the table to the
/// configuration at its start, on every report of health, and on a timer. Reports that come while it works are
/// answered together, with one plan and one batch.
///
/// Its methods may be called from any thread and do not wait for the table, but for [#stop].
public final class Reconciler implements Orders {
    /// From the beginning of a turn to that of the next at least: a report that comes alone is answered at once, a
    /// thousand that come together in as few turns as do not show, each of which looks at whole virtual servers.
    private static final long GATHERING_NANOS = Duration.ofMillis(20).toNanos();

    private final TableAccess table;
    private final Options options;
    private final ReconcilerListener listener;
    private final LongSupplier clock;
    private final BlockingQueue<Message> mailbox = new LinkedBlockingQueue<>();
    private final Thread thread;
    private final AtomicLong turns = new AtomicLong();
    private volatile TableStatus status;
    private volatile WholeKeeper whole = WholeKeeper.none();
    private volatile boolean ended;

    // Of the ipvs thread alone.
    private final ReconcilerLog log = new ReconcilerLog();
    private final OrderIntake intake;
    private final List<Message.Report> early = new ArrayList<>();
    private Beginning beginning = new Beginning(List.of(), Set.of(), DrainSettings.DEFAULTS);
    private @Nullable ReconcilerCore core;
    private Foreign foreign = Foreign.KEEP;
    private Message.@Nullable Reload reload;
    private boolean reloadFailed;
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

    /// @param table closed by the ipvs thread at its end
    /// @param store where operators' orders are kept
    public Reconciler(TableAccess table, Options options, ReconcilerListener listener, OrderStore store) {
        this(table, options, listener, store, System::nanoTime);
    }

    /// @param clock monotonic, nanoseconds
    Reconciler(
            TableAccess table, Options options, ReconcilerListener listener, OrderStore store, LongSupplier clock) {
        this.table = table;
        this.options = options;
        this.clock = clock;
        this.listener = listener;
        this.intake = new OrderIntake(store);
        this.status = TableStatus.unread(table.kind());
        this.thread = Thread.ofPlatform().name("ipvs").daemon().unstarted(this::run);
    }

    /// Takes who keeps what belongs to the table as a whole, before the start; it is of the thread from then on.
    public void keeps(WholeKeeper keeper) {
        whole = keeper;
    }

    /// Starts the thread, which reads the table, adopts what is ours and programs the rest.
    ///
    /// @param configured in the order of the file, no key twice
    /// @param listed virtual servers that we made earlier; removed where they are not configured
    /// @param drains how real servers lose their clients
    public void start(List<VirtualServer> configured, Set<VirtualServerKey> listed, DrainSettings drains) {
        begin(configured, listed, drains);
        thread.start();
    }

    /// Prepares the first round, which the caller does where there is no thread.
    void begin(List<VirtualServer> configured, Set<VirtualServerKey> listed, DrainSettings drains) {
        beginning = new Beginning(List.copyOf(configured), Set.copyOf(listed), drains);
        nextRead = clock.getAsLong();
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
    /// @param drains how real servers lose their clients from now on
    /// @return completed when the table has answered
    public CompletableFuture<Void> reload(List<VirtualServer> configured, DrainSettings drains) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        mailbox.add(new Message.Reload(List.copyOf(configured), drains, done));
        return done;
    }

    @Override
    public List<GivenOrder> given() {
        return status.orders().stream().map(AppliedOrder::given).toList();
    }

    @Override
    public CompletableFuture<Outcome> give(GivenOrder order) {
        return ask(new OrderIntake.Request.Give(order, new CompletableFuture<>()));
    }

    @Override
    public CompletableFuture<Outcome> revoke(OrderTarget target, String by) {
        return ask(new OrderIntake.Request.Revoke(target, by, new CompletableFuture<>()));
    }

    private CompletableFuture<Outcome> ask(OrderIntake.Request request) {
        mailbox.add(new Message.Order(request));
        if (ended) {
            request.refuse("lvsd is stopping: nothing was changed");
        }
        return request.answer();
    }

    /// What becomes of virtual servers that are not ours, from now on and until another is said; they are kept before.
    public void treat(Foreign others) {
        mailbox.add(new Message.Treat(others));
    }

    /// Asks what only the ipvs thread can say.
    ///
    /// @return completed when it has answered, with a [TableException] where the table cannot be read; never where the
    ///     thread ends before
    public <T> CompletableFuture<T> ask(Inquiry<T> inquiry) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        mailbox.add(new Message.Ask(new Asked<>(inquiry, answer)));
        return answer;
    }

    /// What is known now.
    public TableStatus status() {
        return status.with(whole.status());
    }

    /// Has the thread look at what may have changed outside of it: who is master, what the keeper was told.
    public void nudge() {
        mailbox.add(new Message.Nudge());
    }

    /// The sign of life of the thread.
    public Pulse pulse() {
        return new Pulse("ipvs", this::nudge, turns::get);
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
        while (ending == null) {
            turns.lazySet(turns.getPlain() + 1);
            long began = System.nanoTime();
            turn();
            try {
                TimeUnit.NANOSECONDS.sleep(began + GATHERING_NANOS - System.nanoTime());
                ending = receive(patience(clock.getAsLong()));
            } catch (InterruptedException _) {
                ending = Ending.KEEP;
            }
        }
        end(ending);
        ended = true;
        refuseOrders();
    }

    private void refuseOrders() {
        List<Message> late = new ArrayList<>();
        mailbox.drainTo(late);
        intake.end(late);
    }

    /// One round, whatever happens in it.
    void turn() {
        log.rest(clock.getAsLong());
        try {
            work();
        } catch (RuntimeException e) {
            log.internalError(e);
            failed(List.of(), e.toString());
        }
    }

    /// When the next read is due.
    long nextRead() {
        return nextRead;
    }

    /// A read if it is time, then the steps for what is dirty. Where the table cannot be read, what is known of it has
    /// to do: a real server that is down must not wait for that.
    private void work() {
        boolean due = clock.getAsLong() - nextRead >= 0;
        whole.round(table.whole(), due);
        boolean works = due && read();
        ReconcilerCore current = core;
        if (current == null) {
            return;
        }
        if (works || !reloadFailed) {
            works &= follow(current); // a failed one waits for the next read
        }
        log.tell(intake.work(current, moment()), clock.getAsLong());
        log.tell(current.ramp(clock.getAsLong()), clock.getAsLong());
        intake.keepDepartures(current, due);
        tellOwned(current.ours(), due);
        List<Step> steps = current.plan();
        if (due) {
            current.compared(since(dumped));
        }
        if (!steps.isEmpty()) {
            works &= apply(current, steps);
        }
        if (works) {
            log.worked(clock.getAsLong());
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
        intake.answer();
        if (works || !due) {
            readForDrains(current);
        }
    }

    private Moment moment() {
        return new Moment(clock.getAsLong(), Instant.now());
    }

    private void readForDrains(ReconcilerCore current) {
        long now = clock.getAsLong();
        nextRead = sooner(OrderIntake.untilRead(
                now - lastRead, current.standings().untilDeadline(now), options, status.totals().lastRead()));
    }

    /// How long to wait for reports.
    private long patience(long now) {
        ReconcilerCore current = core;
        long step = current == null ? Long.MAX_VALUE : current.standings().untilNextStep(now);
        return Math.min(nextRead - now, step);
    }

    /// Takes the configuration that waits, unless the table cannot be read: then it goes on waiting.
    ///
    /// @return whether it could be read
    private boolean follow(ReconcilerCore current) {
        Message.Reload waiting = reload;
        if (waiting == null) {
            return true;
        }
        Set<VirtualServerKey> unknown = current.unknown(waiting.configured());
        try {
            TableDump dump = unknown.isEmpty() ? TableDump.EMPTY : table.dump(unknown);
            log.tell(
                    current.reload(waiting.configured(), waiting.drains(), dump, moment()), clock.getAsLong());
        } catch (TableException e) {
            reloadFailed = true;
            failed(List.of(), e.getMessage());
            return false;
        }
        reloadFailed = false;
        reload = null;
        answer = waiting.done();
        takeEarly();
        return true;
    }

    private void takeEarly() {
        List<Message.Report> reports = List.copyOf(early);
        early.clear();
        reports.forEach(this::take);
    }

    /// @return whether it could be read
    private boolean read() {
        nextRead = clock.getAsLong() + options.pause().toNanos();
        try {
            adopt();
        } catch (TableException e) {
            lastRead = clock.getAsLong();
            nextRead = lastRead + options.pause().toNanos();
            failed(List.of(), e.getMessage());
            return false;
        }
        lastRead = clock.getAsLong();
        nextRead = lastRead + options.resync().toNanos();
        return true;
    }

    private void adopt() throws TableException {
        Moment at = moment();
        if (core == null) {
            whole.begin(table.whole(), beginning.wanted());
            TableDump dump = table.dump(beginning.wanted());
            dumped = clock.getAsLong();
            Beforehand beforehand =
                    new Beforehand(intake.store().orders(), intake.store().departures(), beginning.drains());
            core = ReconcilerCore.starting(
                    beginning.configured(), beginning.listed(), beforehand, dump, at, since(at.nanos()));
            log.tell(core.begun(), dumped);
            core.treat(foreign);
            takeEarly();
        } else {
            TableDump dump = table.dump(core.ours());
            dumped = clock.getAsLong();
            log.tell(core.read(dump, at, since(at.nanos())), dumped);
        }
    }

    /// @return whether the table has answered
    private boolean apply(ReconcilerCore current, List<Step> steps) {
        long began = clock.getAsLong();
        try {
            List<StepError> errors = table.apply(steps);
            Duration took = since(began);
            log.done(steps, errors, took, clock.getAsLong());
            log.tell(current.applied(steps, errors, took), clock.getAsLong());
            if (current.isStale()) {
                nextRead = sooner(Math.max(0, lastRead + options.pause().toNanos() - clock.getAsLong()));
            }
            return true;
        } catch (TableException e) {
            failed(steps, e.getMessage());
            return false;
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
        nextRead = sooner(options.pause().toNanos());
        if (core != null) {
            core.failed(steps, text);
            status = core.status(table.kind());
        }
    }

    /// The next read, which comes in so many nanoseconds at the latest.
    private long sooner(long nanos) {
        long now = clock.getAsLong();
        return now + Math.min(nextRead - now, nanos);
    }

    /// Waits for reports, and takes all that have come.
    ///
    /// @param nanos how long to wait
    /// @return how to end, null for going on
    @Nullable Ending receive(long nanos) throws InterruptedException {
        List<Message> messages = new ArrayList<>();
        Message first = mailbox.poll(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        if (first != null) {
            messages.add(first);
            mailbox.drainTo(messages);
        }
        Ending ending = null;
        for (Message message : messages) {
            switch (message) {
                case Message.Report report -> take(report);
                case Message.Reload waiting -> await(waiting);
                case Message.Order(var request) -> intake.add(request);
                case Message.Treat(var others) -> treatFromNowOn(others);
                case Message.Ask(var asked) -> asked.answer(core, table);
                case Message.Nudge _ -> { }
                case Message.Stop(var how) -> ending = how;
            }
        }
        return ending;
    }

    private void treatFromNowOn(Foreign others) {
        foreign = others;
        if (core != null) {
            core.treat(others);
        }
    }

    /// A reload is followed at once; where the table cannot be read, the last one counts.
    private void await(Message.Reload waiting) {
        reloadFailed = false;
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
                    clock.getAsLong());
        }
    }

    private void end(Ending ending) {
        log.rest();
        try (table) {
            if (ending == Ending.REMOVE && core != null) {
                whole.end(table.whole());
                List<Step> steps = whole.flushAtEnd(table.whole(), core.ours()) ? List.of() : core.removal();
                List<StepError> errors = table.apply(steps);
                log.tell(core.applied(steps, errors, Duration.ZERO), clock.getAsLong());
                status = core.status(table.kind());
                log.removed(steps, errors);
                tellOwned(StepError.left(errors), true);
            }
        } catch (TableException e) {
            log.notRemoved(e);
        }
    }

    private Duration since(long began) {
        return Duration.ofNanos(clock.getAsLong() - began);
    }
}
