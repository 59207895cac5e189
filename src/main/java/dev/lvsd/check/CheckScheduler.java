package dev.lvsd.check;

import dev.lvsd.check.http.HttpProbe;
import dev.lvsd.check.tcp.TcpProbe;
import dev.lvsd.config.CheckSpec;
import dev.lvsd.config.RealServer;
import dev.lvsd.config.VirtualServer;
import dev.lvsd.watch.Pulse;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs the checks of a configuration on Netty's native epoll loops and tells a listener about changes of
/// health. It never touches a table. Where the native transport is not to be had, nothing is checked, no
/// health changes, and every status says why.
public final class CheckScheduler {
    private static final Logger LOG = LoggerFactory.getLogger(CheckScheduler.class);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);
    /// Places in steps of this, modulo 1, lie evenly however many there are, and neighbours far apart (Weyl's
    /// sequence of the golden ratio): a host that has many real servers is not asked for all of them at once.
    private static final double GOLDEN = 0.618_033_988_749_894_9;

    private final HealthListener listener;
    private final ResultListener results;
    private final InstantSource wallClock;
    private final RandomGenerator random;
    private final FirstRound round;
    private final NotRunLog notRunLog = new NotRunLog();
    private final HealthLog healthLog = new HealthLog(LOG);
    private final CompletableFuture<Void> firstRound = new CompletableFuture<>();
    private final Set<CheckId> unanswered = ConcurrentHashMap.newKeySet();
    private volatile List<ScheduledCheck> checks = List.of();
    private volatile List<CheckStatus> refused = List.of();
    private volatile @Nullable String problem;
    private final AtomicLong turns = new AtomicLong();
    private volatile @Nullable IoEventLoopGroup loops;
    private int loopCount = 1;

    /// A scheduler that checks nothing yet.
    ///
    /// @param listener takes changes of health, on the loops
    /// @param wallClock times for the statuses
    /// @param random chooses the place of the first of the first checks, apart from the other director's
    public CheckScheduler(HealthListener listener, InstantSource wallClock, RandomGenerator random) {
        this(listener, (_, _) -> {}, wallClock, random, FirstRound.KEEPALIVED);
    }

    /// A scheduler that checks nothing yet.
    ///
    /// @param listener takes changes of health, on the loops
    /// @param results takes every result, on the loops
    /// @param wallClock times for the statuses
    /// @param random chooses the place of the first of the first checks, apart from the other director's
    /// @param round when first checks start
    public CheckScheduler(
            HealthListener listener,
            ResultListener results,
            InstantSource wallClock,
            RandomGenerator random,
            FirstRound round) {
        this.listener = listener;
        this.results = results;
        this.wallClock = wallClock;
        this.random = random;
        this.round = round;
    }

    /// Starts checking. Called once.
    ///
    /// @param count number of loops, each a thread; one carries thousands of checks a second
    public void start(List<VirtualServer> virtualServers, int count) {
        loopCount = count;
        enroll(virtualServers);
    }

    /// The first half of a reload: ends the checks that another configuration does not have. When it returns they
    /// have told all that they ever will.
    public void retire(List<VirtualServer> next) {
        Map<CheckId, CheckSpec> wanted = new HashMap<>();
        forEach(next, wanted::put);
        List<ScheduledCheck> kept = new ArrayList<>();
        List<Future<?>> ends = new ArrayList<>();
        for (ScheduledCheck check : checks) {
            CheckSpec spec = wanted.get(check.status().id());
            if (spec != null && check.spec().asksTheSameAs(spec)) {
                kept.add(check);
            } else {
                ends.add(check.loop().submit(check::stop));
                unanswered.remove(check.status().id());
            }
        }
        checks = List.copyOf(kept);
        ends.forEach(end -> end.awaitUninterruptibly(STOP_LIMIT.toMillis()));
    }

    /// The second half of a reload, after [#retire] with the same: starts what is new and gives the others their
    /// new timing. A check that is as it was is not touched.
    public void enroll(List<VirtualServer> virtualServers) {
        if (loops != null) {
            adopt(virtualServers, loops);
            return;
        }
        refused = List.of();
        if (virtualServers.stream().allMatch(CheckScheduler::unchecked)) {
            firstRound.complete(null);
            return;
        }
        String obstacle = open(loopCount);
        if (loops == null) {
            LOG.error("no check can run, the health of all real servers stays as it is: {}", obstacle);
            problem = obstacle;
            refused = refused(virtualServers, obstacle);
            firstRound.complete(null);
            return;
        }
        problem = null;
        adopt(virtualServers, loops);
    }

    private void adopt(List<VirtualServer> virtualServers, IoEventLoopGroup group) {
        Map<CheckId, ScheduledCheck> known = new HashMap<>();
        checks.forEach(check -> known.put(check.status().id(), check));
        List<ScheduledCheck> all = new ArrayList<>();
        List<ScheduledCheck> added = new ArrayList<>();
        forEach(virtualServers, (id, spec) -> {
            ScheduledCheck check = known.get(id);
            if (check == null) {
                check = scheduled(id, spec, group.next());
                added.add(check);
            } else if (!check.spec().equals(spec)) {
                retime(check, spec);
            }
            all.add(check);
        });
        checks = List.copyOf(all);
        if (!firstRound.isDone()) {
            added.forEach(check -> unanswered.add(check.status().id()));
            endFirstRound();
        }
        double place = random.nextDouble();
        for (ScheduledCheck check : added) {
            double fraction = place;
            check.loop().execute(() -> check.start(fraction, round));
            place = (place + GOLDEN) % 1;
        }
    }

    private void endFirstRound() {
        if (unanswered.isEmpty()) {
            firstRound.complete(null);
        }
    }

    /// Completes when every checker has its first result, and at once where nothing is checked. A reload before that
    /// moves it: checkers that go are not waited for, those that come are.
    public CompletableFuture<Void> firstRound() {
        return firstRound;
    }

    private static void retime(ScheduledCheck check, CheckSpec spec) {
        check.loop().execute(() -> check.retime(spec, probe(spec)));
    }

    /// Why no check can run at all, null where they run; for any thread.
    public @Nullable String problem() {
        return problem;
    }

    /// Every checker as it stands, in the order of the configuration; for any thread.
    public List<CheckStatus> statuses() {
        return checks.isEmpty()
                ? refused
                : checks.stream().map(ScheduledCheck::status).toList();
    }

    /// The sign of life of the loops: it has turned when all of them have.
    public Pulse pulse() {
        return new Pulse("lvsd-check", this::nudge, turns::get);
    }

    private void nudge() {
        IoEventLoopGroup running = loops;
        pass(running == null ? Collections.emptyIterator() : running.iterator());
    }

    private void pass(Iterator<EventExecutor> rest) {
        if (rest.hasNext()) {
            rest.next().execute(() -> pass(rest));
        } else {
            turns.incrementAndGet();
        }
    }

    /// Ends all running checks without results, closes their sockets and the loops, and waits for that. No
    /// change is told afterwards.
    public void stop() {
        IoEventLoopGroup running = loops;
        if (running == null) {
            return;
        }
        loops = null;
        for (ScheduledCheck check : checks) {
            check.loop().execute(check::stop);
        }
        running.shutdownGracefully(0, STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(STOP_LIMIT.toMillis());
        healthLog.rest();
    }

    /// Opens the loops.
    ///
    /// @return why there are none; empty where there are
    private String open(int loopCount) {
        Throwable cause = Epoll.unavailabilityCause();
        if (cause == null) {
            try {
                DefaultThreadFactory threads = new DefaultThreadFactory("lvsd-check", true);
                loops = new MultiThreadIoEventLoopGroup(loopCount, threads, EpollIoHandler.newFactory());
                return "";
            } catch (RuntimeException e) {
                cause = e;
            }
        }
        return "Netty's native epoll transport is not available: " + innermost(cause);
    }

    private static Throwable innermost(Throwable trouble) {
        Throwable cause = trouble;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private ScheduledCheck scheduled(CheckId id, CheckSpec spec, IoEventLoop loop) {
        return new ScheduledCheck(
                id, spec, probe(spec), loop, wallClock,
                (status, result, transition, now) -> onResult(status, result, transition, now, loop));
    }

    private List<CheckStatus> refused(List<VirtualServer> virtualServers, String reason) {
        List<CheckStatus> statuses = new ArrayList<>();
        CheckResult result = new CheckResult.NotRun(reason, Duration.ZERO);
        forEach(virtualServers, (id, spec) -> statuses.add(
                CheckStatus.initial(id, spec).refused(result, wallClock.instant())));
        return List.copyOf(statuses);
    }

    private void onResult(
            CheckStatus status,
            CheckResult result,
            @Nullable Transition transition,
            long nowNanos,
            IoEventLoop loop) {
        results.onResult(status.keyword(), result);
        if (status.counters().attempts() == 1) {
            unanswered.remove(status.id());
            endFirstRound();
        }
        if (result instanceof CheckResult.NotRun(String reason, _)) {
            String line = notRunLog.line(status.id(), reason, nowNanos);
            if (line != null) {
                LOG.warn(line);
            }
        }
        if (transition != null) {
            healthLog.tell(status, result, transition, loop);
            tell(status.id(), transition.to(), result);
        }
    }

    private void tell(CheckId id, Health state, CheckResult result) {
        try {
            listener.onHealth(id, state, result);
        } catch (RuntimeException e) {
            LOG.error("{}: the change to {} was lost in a defect of lvsd", id, state, e);
        }
    }

    private static Probe probe(CheckSpec spec) {
        return switch (spec) {
            case CheckSpec.Tcp tcp -> new TcpProbe(tcp);
            case CheckSpec.Http http -> new HttpProbe(http);
        };
    }

    private static boolean unchecked(VirtualServer virtualServer) {
        return virtualServer.realServers().stream().allMatch(server -> server.checks().isEmpty());
    }

    private interface Visitor {
        void visit(CheckId id, CheckSpec spec);
    }

    private static void forEach(List<VirtualServer> virtualServers, Visitor visitor) {
        for (VirtualServer virtualServer : virtualServers) {
            for (RealServer server : virtualServer.realServers()) {
                for (int i = 0; i < server.checks().size(); i++) {
                    CheckId id = new CheckId(virtualServer.key(), server.endpoint(), i);
                    visitor.visit(id, server.checks().get(i));
                }
            }
        }
    }
}
