package dev.lvsd;

import dev.lvsd.check.CheckScheduler;
import dev.lvsd.check.FirstRound;
import dev.lvsd.config.Configuration;
import dev.lvsd.control.ControlServer;
import dev.lvsd.control.Desks;
import dev.lvsd.control.OrderService;
import dev.lvsd.control.OrderDesk;
import dev.lvsd.ipvs.IpvsUnavailableException;
import dev.lvsd.ipvs.KernelTable;
import dev.lvsd.ipvs.MemoryTable;
import dev.lvsd.ipvs.Rehearsal;
import dev.lvsd.ipvs.TableAccess;
import dev.lvsd.ipvs.TableKind;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.ipvs.reconciler.OrdersFile;
import dev.lvsd.ipvs.reconciler.Reconciler;
import dev.lvsd.ipvs.whole.WholeKeeper;
import dev.lvsd.linux.AbstractSocketLock;
import dev.lvsd.metrics.Metrics;
import dev.lvsd.metrics.ScrapeServer;
import dev.lvsd.net.Endpoint;
import dev.lvsd.net.routing.RoutingEntry;
import dev.lvsd.notify.Notifier;
import dev.lvsd.owned.MaintenanceFile;
import dev.lvsd.owned.StateLock;
import dev.lvsd.sysctl.SysctlKeeper;
import dev.lvsd.track.TrackWatcher;
import dev.lvsd.track.WatchedThings;
import dev.lvsd.vrrp.VrrpEvent;
import dev.lvsd.vrrp.VrrpListener;
import dev.lvsd.vrrp.driver.DriverOptions;
import dev.lvsd.vrrp.driver.OwnedAddresses;
import dev.lvsd.vrrp.driver.OwnedRouting;
import dev.lvsd.vrrp.driver.RestartPage;
import dev.lvsd.vrrp.driver.VirtualInterfaces;
import dev.lvsd.vrrp.driver.VrrpDriver;
import dev.lvsd.watch.Pulse;
import dev.lvsd.watch.Supervisor;
import dev.lvsd.watch.Watchdog;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The composition root: builds the parts, starts them in order, and stops them in reverse. No logic.
///
/// The table is programmed and the checks run on both nodes of a pair. The virtual routers come last at the
/// start and first at the end: addresses come to a node that has its rules, and leave before the rules do.
final class Director {
    private static final Logger LOG = LoggerFactory.getLogger(Director.class);
    /// The abstract socket that one lvsd in a network namespace has.
    static final String LOCK = "lvsd";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Deque<Part> running = new ArrayDeque<>();
    private @Nullable Reloader reloads;

    /// A part that runs.
    @FunctionalInterface
    private interface Part {
        void stop(Ending ending) throws InterruptedException;
    }

    private Director() {}

    /// Starts a director.
    ///
    /// @throws IOException where another lvsd runs here, or a socket or directory is refused
    /// @throws IpvsUnavailableException where the kernel has no IPVS for us
    static Director start(RunOptions options, LoadedFile loaded)
            throws IOException, IpvsUnavailableException {
        Director director = new Director();
        boolean complete = false;
        try {
            director.build(options, loaded);
            complete = true;
            return director;
        } finally {
            if (!complete) {
                director.stop(Ending.HAND_OVER);
            }
        }
    }

    private void build(RunOptions options, LoadedFile loaded) throws IOException, IpvsUnavailableException {
        claim(options.stateDirectory());
        Rehearsal.start();

        Metrics metrics = new Metrics();
        ScrapeServer scrapes = open(options.scrapeAddress().endpoint(), metrics);
        Configuration configuration = loaded.configuration();
        StartGate gate = new StartGate(configuration.daemon().readyWait());
        Owned owned = Owned.of(options, gate::acknowledged);
        Set<VirtualServerKey> listed = owned.read();
        SysctlKeeper sysctls = Owned.sysctls(options.stateDirectory());
        running.push(ending -> sysctls.end(ending == Ending.HAND_OVER));
        Reconciler reconciler = reconciler(options, configuration, owned);
        running.push(ending -> stop(reconciler, ending));
        CheckScheduler checks = checks(reconciler, metrics, configuration);
        Watchdog watchdog =
                new Watchdog(Supervisor.of(System.getenv(), ProcessHandle.current().pid()));
        Notifier notifier = new Notifier(configuration.notifying(), InstantSource.system());
        OwnedAddresses addresses = Owned.addresses(options.stateDirectory());
        VirtualInterfaces made = new VirtualInterfaces(RunOptions.ownedInterfaces(options.stateDirectory()));
        VrrpDriver vrrp = new VrrpDriver(
                configuration.vrrpInstances(), configuration.syncGroups(), listener(notifier, watchdog, reconciler),
                driverOptions(options, configuration, addresses, made));

        WholeKeeper whole = keeper(options, configuration, reconciler, vrrp);
        TrackWatcher track = new TrackWatcher(vrrp::track);
        OwnedRouting routing = Owned.routing(options.stateDirectory());
        Reloader reloader =
                new Reloader(loaded,
                        new RunningParts(reconciler, whole, checks, track, vrrp, addresses, made, routing, notifier,
                                sysctls),
                        watchdog::tell);
        SnapshotSource snapshots = new SnapshotSource(
                options, reloader, reconciler::status, checks::statuses, vrrp::status, track::status,
                notifier::status, sysctls::status, scrapes == null ? null : scrapes.url(), gate, watchdog::complaints);
        ControlServer control = control(options, snapshots, reloader, reconciler, vrrp);
        metrics.show(new Observations(
                reloader, gate, () -> refused(control, scrapes), reconciler::status, checks::statuses, vrrp::status,
                track::status, notifier::status, sysctls::status));

        sysctls.begin(configuration, () -> VrrpView.heard(vrrp.status()));
        reconciler.start(configuration.virtualServers(), listed, configuration.daemon().drains());
        running.push(_ -> checks.stop());
        checks.start(configuration.virtualServers(), 1);
        own(addresses, made, routing, configuration);
        running.push(_ -> notifier.stop());
        notifier.start();
        running.push(ending -> vrrp.stop(ending.ofVirtualRouters()));
        collectGarbage();
        vrrp.start();
        running.push(_ -> track.stop());
        track.start(WatchedThings.of(configuration.vrrpInstances(), configuration.trackers()));
        running.push(_ -> reloader.close());
        reloader.open();
        reloads = reloader;
        watch(watchdog, pulses(vrrp, track, reconciler, checks, control, scrapes),
                new StartView(gate, reconciler::status, vrrp::status));
        gate.whenOpen(checks.firstRound(), vrrp::ready);
    }

    private static Reconciler reconciler(RunOptions options, Configuration configuration, Owned owned)
            throws IpvsUnavailableException {
        Reconciler reconciler = new Reconciler(
                open(options.table()), Reconciler.Options.DEFAULTS, owned, new OrdersFile(options.stateDirectory()));
        reconciler.treat(configuration.daemon().foreign());
        return reconciler;
    }

    private static OrderDesk desk(RunOptions options, Reconciler reconciler, VrrpDriver vrrp) throws IOException {
        NodeMaintenance node =
                new NodeMaintenance(new MaintenanceFile(RunOptions.maintenance(options.stateDirectory())), vrrp);
        node.resume();
        return new OrderDesk(reconciler, reconciler::status, node, InstantSource.system());
    }

    private static CheckScheduler checks(Reconciler reconciler, Metrics metrics, Configuration configuration) {
        return new CheckScheduler(
                (id, health, _) -> reconciler.report(id.virtualServer(), id.realServer(), id.index(), health),
                metrics,
                InstantSource.system(),
                RandomGenerator.getDefault(),
                FirstRound.within(configuration.daemon().readyWait()));
    }

    private ControlServer control(
            RunOptions options, SnapshotSource snapshots, Reloader reloader, Reconciler reconciler, VrrpDriver vrrp)
            throws IOException {
        ControlServer control = ControlServer.open(options.controlSocket(), new Desks(
                snapshots, reloader, desk(options, reconciler, vrrp), views(reconciler, vrrp, reloader),
                new TableInquiries(reconciler, reloader::running)));
        running.push(_ -> control.close());
        return control;
    }

    private static DirectorViews views(Reconciler reconciler, VrrpDriver vrrp, Reloader reloader) {
        return new DirectorViews(
                reconciler::status, vrrp::status, () -> reloader.running().configuration().routerId(),
                new ConnectionReads());
    }

    private static WholeKeeper keeper(
            RunOptions options, Configuration configuration, Reconciler reconciler, VrrpDriver vrrp)
            throws IOException {
        WholeKeeper keeper = OwnedTable.keeper(options, configuration.table(), vrrp::state);
        reconciler.keeps(keeper);
        return keeper;
    }

    /// What an earlier run left goes, and what this one makes at its end.
    private void own(
            OwnedAddresses addresses, VirtualInterfaces made, OwnedRouting routing, Configuration configuration)
            throws IOException {
        routing.begin(RunningParts.routing(configuration));
        running.push(ending -> end(routing, ending));
        addresses.begin(configuration.vrrpInstances(), configuration.statics());
        running.push(_ -> addresses.end());
        made.begin(configuration.vrrpInstances());
        running.push(ending -> made.end(ending.ofVirtualRouters()));
    }

    /// One lvsd in a network namespace, and one in a state directory.
    private void claim(Path stateDirectory) throws IOException {
        AbstractSocketLock lock = AbstractSocketLock.take(LOCK);
        running.push(_ -> lock.close());
        makeDirectory(stateDirectory);
        StateLock alone = StateLock.take(stateDirectory);
        running.push(_ -> alone.close());
    }

    /// The text of the configuration and what was made on the way from it are garbage now. Later a full collection
    /// would keep a master from its adverts; now there is none.
    private static void collectGarbage() {
        System.gc();
    }

    private void watch(Watchdog watchdog, List<Pulse> pulses, StartView view) {
        running.push(_ -> watchdog.stop());
        watchdog.start(pulses, view);
    }

    private static VrrpListener listener(Notifier notifier, Watchdog watchdog, Reconciler reconciler) {
        return event -> {
            if (event instanceof VrrpEvent.Changed) {
                reconciler.nudge();
            }
            notifier.happened(event);
            watchdog.look();
        };
    }

    private static DriverOptions driverOptions(
            RunOptions options, Configuration configuration, OwnedAddresses addresses, VirtualInterfaces made) {
        return new DriverOptions(
                configuration.daemon().vipLifetime(),
                StartGate.guarded(configuration),
                configuration.vrrp(),
                configuration.statics(),
                owned -> owned instanceof RoutingEntry || addresses.lists(owned),
                RestartPage.open(options.restartPage(), configuration.vrrpInstances()),
                made);
    }

    /// Reads the configuration again, as SIGHUP asks. Returns when that is done.
    void reload() {
        if (reloads != null) {
            reloads.onSignal();
        }
    }

    private static Map<String, Long> refused(ControlServer control, @Nullable ScrapeServer scrapes) {
        return Map.of("control", control.refused(), "metrics", scrapes == null ? 0 : scrapes.refused());
    }

    private static List<Pulse> pulses(
            VrrpDriver vrrp,
            TrackWatcher track,
            Reconciler reconciler,
            CheckScheduler checks,
            ControlServer control,
            @Nullable ScrapeServer scrapes) {
        List<Pulse> pulses = new ArrayList<>(vrrp.pulses());
        pulses.add(track.pulse());
        pulses.add(reconciler.pulse());
        pulses.add(checks.pulse());
        pulses.add(control.pulse());
        if (scrapes != null) {
            pulses.add(scrapes.pulse());
        }
        return pulses;
    }

    /// Stops everything that was started, the last first.
    void stop(Ending ending) {
        while (!running.isEmpty()) {
            try {
                running.pop().stop(ending);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException | LinkageError e) {
                LOG.error("a part did not stop as it should", e);
            }
        }
    }

    private static void end(OwnedRouting routing, Ending ending) {
        switch (ending.ofVirtualRouters()) {
            case STOP -> routing.end();
            case COME_BACK -> {}
        }
    }

    private static void stop(Reconciler reconciler, Ending ending) throws InterruptedException {
        if (!reconciler.stop(ending.ofTable(), PATIENCE)) {
            LOG.error("the ipvs thread has failed, or hangs for {} s: what it programmed may still be there;"
                    + " lvsd cleanup removes it", PATIENCE.toSeconds());
        }
    }

    private @Nullable ScrapeServer open(@Nullable Endpoint endpoint, Metrics metrics) throws IOException {
        running.push(_ -> metrics.close());
        if (endpoint == null) {
            return null;
        }
        ScrapeServer server = ScrapeServer.open(endpoint, metrics);
        running.push(_ -> server.close());
        return server;
    }

    private static TableAccess open(TableKind kind) throws IpvsUnavailableException {
        return switch (kind) {
            case KERNEL -> KernelTable.open();
            case MEMORY -> new MemoryTable();
        };
    }

    private static String reason(IOException failure) {
        return switch (failure) {
            case AccessDeniedException denied -> "permission denied on " + denied.getFile();
            case FileAlreadyExistsException taken -> taken.getFile() + " is not a directory";
            case NoSuchFileException missing -> "no such directory: " + missing.getFile();
            case FileSystemException other when other.getReason() != null ->
                    other.getFile() + ": " + other.getReason();
            case IOException other -> other.toString();
        };
    }

    private static void makeDirectory(Path directory) throws IOException {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new IOException("state directory " + directory + ": cannot be made: " + reason(e)
                    + "; --state names another", e);
        }
    }
}
