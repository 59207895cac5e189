package dev.lvsd.vrrp.driver;

import dev.lvsd.config.StaticSettings;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.config.VrrpSettings;
import dev.lvsd.config.VrrpSyncGroup;
import dev.lvsd.linux.LinuxException;
import dev.lvsd.linux.Scheduling;
import dev.lvsd.netlink.RouteNetlink;
import dev.lvsd.netlink.nft.DropTables;
import dev.lvsd.track.TrackerStates;
import dev.lvsd.vrrp.Input;
import dev.lvsd.vrrp.InstanceDiff;
import dev.lvsd.vrrp.InstanceStatus;
import dev.lvsd.vrrp.Maintenance;
import dev.lvsd.vrrp.RouterState;
import dev.lvsd.vrrp.VrrpListener;
import dev.lvsd.vrrp.VrrpStatus;
import dev.lvsd.watch.Pulse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/// Runs the virtual routers of a configuration. Four threads, each with one thing to do: "vrrp" sends and hears,
/// "addresses" adds, removes and announces, "interfaces" watches links, "vrrp-news" writes the log.
public final class VrrpDriver {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    /// The interfaces thread only reads: handing over does not wait for it longer than this.
    private static final Duration LOOKING_AWAY = Duration.ofMillis(300);

    private final List<VrrpInstance> configured;
    private final DriverSockets sockets;
    private final NewsDesk news;
    private final Firewall firewall;
    private final StaticEntries statics;
    private final AddressKeeper addresses;
    private final InterfaceWatcher watcher;
    private final VrrpLoop loop;
    private final List<Thread> threads = new ArrayList<>();
    private final MonotonicClock clock = new MonotonicClock();
    private volatile String memory = "not started";

    /// Opens what the virtual routers need of the kernel; nothing is sent yet.
    ///
    /// @param groups their sync groups
    /// @param listener hears of every event
    /// @param options how they run
    /// @throws IOException where the kernel refuses a socket: the message names the capability
    /// @throws IllegalArgumentException where VRRP cannot carry what an instance says
    public VrrpDriver(
            List<VrrpInstance> instances, List<VrrpSyncGroup> groups, VrrpListener listener, DriverOptions options)
            throws IOException {
        check(instances);
        configured = List.copyOf(instances);
        Map<Integer, VrrpInstance> numbered = new LinkedHashMap<>();
        instances.forEach(instance -> numbered.put(numbered.size(), instance));
        sockets = DriverSockets.open();
        news = new NewsDesk(listener);
        Colleagues colleagues = Colleagues.of(this::give, news);
        watcher = new InterfaceWatcher(
                numbered, sockets.monitor(), sockets.links(), sockets.unicast(), sockets.wakeInterfaces(), news,
                clock, options.made(), (number, instance, readiness, running) -> new RunningRouter(
                        number, instance, colleagues, readiness, options.page().slotOf(instance, running)));
        Heartbeat heartbeat = new Heartbeat();
        firewall = new Firewall(DropTables::open, news);
        statics = new StaticEntries(StaticEntries.of(options.statics()), options.ours(), news, clock);
        statics.tells(watcher::trackStatics);
        RoutingKeeper routing = new RoutingKeeper(numbered, sockets.addresses(), watcher::interfaces, news);
        addresses = new AddressKeeper(
                numbered, statics, sockets.addresses(), routing, sockets.packets(), watcher::interfaces, news,
                clock,
                heartbeat, options.lifetime(), firewall);
        List<RunningRouter> routers = IntStream.range(0, instances.size())
                .mapToObj(i -> new RunningRouter(
                        i, instances.get(i), colleagues, options.readiness(instances.get(i)),
                        options.page().slot(i)))
                .toList();
        loop = new VrrpLoop(routers, groups, colleagues, clock, sockets.wakeVrrp(), heartbeat);
        settings(options.settings());
    }

    /// Starts the threads. Called once.
    public void start() {
        rehearse();
        memory = Scheduling.lockMemory();
        watcher.tells(new InterfaceWatcher.Receiver() {
            @Override
            public void tell(Command command) {
                loop.send(command);
            }

            @Override
            public void order(Order order) {
                addresses.order(order);
            }
        });
        addresses.begin();
        start("vrrp-news", news);
        start("addresses", addresses);
        start("vrrp", loop);
        start("interfaces", watcher);
    }

    private void rehearse() {
        if (!configured.isEmpty()) {
            try (RouteNetlink netlink = RouteNetlink.open()) {
                Rehearsal.of(configured.getFirst(), netlink);
            } catch (LinuxException e) {
                news.line(Level.WARN, "vrrp: takeovers are not rehearsed: " + e.getMessage());
            }
        }
    }

    /// Says that what stands behind the virtual addresses can serve now; returns at once. From then on the instances
    /// that waited replace a master of lower priority.
    public void ready() {
        loop.send(new Command.Ready());
    }

    /// Says whether VRRP can carry what instances say.
    ///
    /// @throws IllegalArgumentException where it cannot
    public static void check(List<VrrpInstance> instances) {
        instances.forEach(Datagrams::advert);
    }

    /// Goes on with other instances; returns at once. Virtual routers that are in both ([InstanceDiff]) keep
    /// state, timers and counters, the others stop or start.
    ///
    /// @param instances that passed [#check]
    /// @param groups their sync groups
    /// @param waiting names of those that wait until [#ready] is said, unless it has been
    /// @return completed when routers and addresses have followed
    public CompletableFuture<Void> reload(
            List<VrrpInstance> instances, List<VrrpSyncGroup> groups, Set<String> waiting) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        watcher.reload(instances, groups, waiting, () -> done.complete(null));
        return done;
    }

    /// Goes on with other settings; how threads are scheduled counts only before they start.
    public void settings(VrrpSettings next) {
        loop.settings(next);
        addresses.settings(next);
        watcher.settings(next);
    }

    /// Goes on with other static entries; returns at once.
    ///
    /// @return completed when the kernel has them
    public CompletableFuture<Void> reload(StaticSettings next) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        addresses.order(new Order.Statics(StaticEntries.of(next), () -> done.complete(null)));
        return done;
    }

    /// Takes the states of scripts, processes and files that instances track; returns at once.
    public void track(TrackerStates states) {
        watcher.track(states);
    }

    /// Says that the node is in maintenance, or no longer; returns at once. A master hands over, and the priority of
    /// all instances is 1 for as long. Said again to a master that found no successor, it hands over again.
    ///
    /// @param maintenance null for no longer
    /// @return completed when the virtual routers have been told
    public CompletableFuture<Void> maintain(@Nullable Maintenance maintenance) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        news.line(Level.INFO, maintenance == null
                ? "vrrp: no longer in maintenance"
                : "vrrp: in maintenance " + maintenance + ": any other node becomes master");
        loop.send(new Command.Maintain(maintenance, () -> done.complete(null)));
        return done;
    }

    /// Ends the threads. For good: masters send priority 0, and addresses are removed. To come back: masters send
    /// one more advert, and the addresses stay for their lifetime.
    public void stop(Input.Shutdown how) throws InterruptedException {
        watcher.stop();
        boolean ended = join("interfaces", LOOKING_AWAY);
        loop.send(new Command.Stop(how));
        ended &= join("vrrp", PATIENCE);
        addresses.order(new Order.Stop(how));
        if (!join("addresses", PATIENCE)) {
            if (how == Input.Shutdown.STOP) {
                addresses.removeInstead();
            }
            ended = false;
        }
        news.tell(new News.End());
        ended &= join("vrrp-news", PATIENCE);
        if (ended) {
            sockets.closeShared();
        }
    }

    /// What is known of all virtual routers now; for any thread.
    public VrrpStatus status() {
        List<InstanceStatus> instances = loop.routers().stream()
                .map(router -> router.status(
                        addresses.status(router.number()), addresses.routing(router.number()), clock.nanos()))
                .toList();
        return new VrrpStatus(
                instances, statics.status(), watcher.tracked(),
                loop.groups().stream().map(RunningGroup::status).toList(),
                loop.unknown().unknown(), loop.unknown().unreadable(), news.lost(), loop.scheduling(),
                addresses.scheduling(), memory, firewall.status(), loop.maintenance());
    }

    /// The state of one virtual router now, null where there is none of this name; for any thread.
    public @Nullable RouterState state(String instance) {
        for (RunningRouter router : loop.routers()) {
            RouterView seen = router.seen();
            if (seen.instance().name().equals(instance)) {
                return seen.state();
            }
        }
        return null;
    }

    /// The signs of life of the threads that own something; not that of the log.
    public List<Pulse> pulses() {
        return List.of(loop.pulse(), addresses.pulse(), watcher.pulse());
    }

    private void give(Order order) {
        addresses.order(order);
    }

    private void start(String name, Runnable work) {
        Thread thread = Thread.ofPlatform().name(name).daemon().unstarted(work);
        threads.add(thread);
        thread.start();
    }

    private boolean join(String name, Duration patience) throws InterruptedException {
        boolean ended = true;
        for (Thread thread : threads) {
            if (thread.getName().equals(name) && !thread.join(patience)) {
                news.line(Level.ERROR,
                        "vrrp: the thread " + name + " did not end within " + patience.toMillis() + " ms");
                ended = false;
            }
        }
        return ended;
    }
}
