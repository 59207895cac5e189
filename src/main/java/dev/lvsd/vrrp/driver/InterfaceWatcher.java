package dev.lvsd.vrrp.driver;

import dev.lvsd.config.Tracking;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.config.VrrpSettings;
import dev.lvsd.config.VrrpSyncGroup;
import dev.lvsd.linux.AdvertPort;
import dev.lvsd.linux.EventFd;
import dev.lvsd.linux.LinuxException;
import dev.lvsd.linux.Poll;
import dev.lvsd.net.IpAddress;
import dev.lvsd.netlink.DumpInterruptedException;
import dev.lvsd.netlink.InterfaceAddress;
import dev.lvsd.netlink.Link;
import dev.lvsd.netlink.RouteMonitor;
import dev.lvsd.netlink.RouteNetlink;
import dev.lvsd.track.EffectivePriority;
import dev.lvsd.track.TrackerState;
import dev.lvsd.track.TrackerStates;
import dev.lvsd.vrrp.InstanceDiff;
import dev.lvsd.vrrp.Readiness;
import dev.lvsd.watch.Pulse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/// The thread "interfaces": knows links and addresses, opens the sockets of those that appear, and tells the
/// others what has changed. Whatever the news are, it reads the whole state again: nothing can get lost.
final class InterfaceWatcher implements Runnable {
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Map<Integer, VrrpInstance> instances;
    private final ConcurrentLinkedQueue<Reload> reloads = new ConcurrentLinkedQueue<>();
    private Set<IpAddress> virtual;
    private int nextNumber;
    private final RouteMonitor monitor;
    private final RouteNetlink netlink;
    private final AdvertSockets sockets;
    private final EventFd wake;
    private final NewsDesk news;
    private final MonotonicClock clock;
    private final VirtualInterfaces made;
    private final Map<Integer, LinkState> known = new HashMap<>();
    private final Map<Integer, EffectivePriority> priorities = new HashMap<>();
    private final Routers routers;
    private final AtomicLong turns = new AtomicLong();
    private @Nullable Receiver receiver;
    private volatile Interfaces interfaces = Interfaces.NONE;
    private volatile TrackerStates told = TrackerStates.NONE;
    private volatile TrackerStates tracked = TrackerStates.NONE;
    private volatile Map<Tracking.Key, TrackerState> toldStatics = Map.of();
    private TrackerStates judged = TrackerStates.NONE;
    private Map<Tracking.Key, TrackerState> judgedStatics = Map.of();
    private final SteadyLinks steady = new SteadyLinks();
    private volatile VrrpSettings settings = VrrpSettings.DEFAULTS;
    private volatile boolean running = true;
    /// Whether the last reading was given up because what was read changed, as when a thousand addresses come.
    private boolean restless;

    private record Reload(
            List<VrrpInstance> instances, List<VrrpSyncGroup> groups, Set<String> waiting, Runnable done) {}

    /// Makes the router of an instance.
    interface Routers {
        /// Not started; throws where VRRP cannot carry what the instance says.
        ///
        /// @param running all instances of the configurations before and after
        RunningRouter apply(
                int number, VrrpInstance instance, Readiness readiness, Collection<VrrpInstance> running);
    }

    /// Who is told.
    interface Receiver {
        /// For the vrrp thread.
        void tell(Command command);

        /// For the addresses thread.
        void order(Order order);
    }

    /// @param instances by the number of their router, from 0
    /// @param unicast the socket of all unicast instances over IPv4
    /// @param made the interfaces that virtual routers need and nobody else makes
    /// @param routers makes those that a reload adds
    InterfaceWatcher(
            Map<Integer, VrrpInstance> instances,
            RouteMonitor monitor,
            RouteNetlink netlink,
            AdvertPort unicast,
            EventFd wake,
            NewsDesk news,
            MonotonicClock clock,
            VirtualInterfaces made,
            Routers routers) {
        this.instances = new LinkedHashMap<>(instances);
        nextNumber = instances.size();
        virtual = Interfaces.virtual(instances.values());
        this.monitor = monitor;
        this.netlink = netlink;
        sockets = new AdvertSockets(unicast);
        this.wake = wake;
        this.news = news;
        this.clock = clock;
        this.made = made;
        this.routers = routers;
    }

    /// Says who is told, before the thread starts.
    void tells(Receiver who) {
        receiver = who;
    }

    /// Takes other delays of interfaces; a change that waits then waits as before.
    void settings(VrrpSettings next) {
        settings = next;
        wake.signal();
    }

    /// What was read last; for any thread.
    Interfaces interfaces() {
        return interfaces;
    }

    /// Takes the states of scripts, processes and files; returns at once.
    void track(TrackerStates states) {
        told = states;
        wake.signal();
    }

    /// Takes the states of the groups of static entries; returns at once.
    void trackStatics(Map<Tracking.Key, TrackerState> states) {
        toldStatics = Map.copyOf(states);
        wake.signal();
    }

    /// The states of all that is tracked, interfaces too; for any thread.
    TrackerStates tracked() {
        return tracked;
    }

    /// The sign of life of this thread.
    Pulse pulse() {
        return new Pulse("interfaces", wake::signal, turns::get);
    }

    /// Ends the thread.
    void stop() {
        running = false;
        wake.signal();
    }

    /// Goes on with other instances; returns at once.
    ///
    /// @param groups their sync groups
    /// @param waiting names of those whose routers are not ready yet, as far as this thread's side knows
    /// @param done to be run when routers and addresses have followed
    void reload(List<VrrpInstance> next, List<VrrpSyncGroup> groups, Set<String> waiting, Runnable done) {
        reloads.add(new Reload(List.copyOf(next), List.copyOf(groups), Set.copyOf(waiting), done));
        wake.signal();
    }

    @Override
    public void run() {
        Poll poll = new Poll(wake.descriptor(), monitor.descriptor());
        long wait = 0;
        while (running) {
            turns.lazySet(turns.getPlain() + 1);
            boolean changed = poll.await(wait) == 0 || poll.isReady(1) || wait != Poll.FOREVER;
            if (poll.isReady(0)) {
                wake.clear();
                changed |= obey();
            }
            if (changed) {
                wait = read() ? quiet() : RETRY_NANOS;
            } else if (!told.equals(judged) || !toldStatics.equals(judgedStatics)) {
                judge();
            }
        }
        monitor.close();
        netlink.close();
    }

    /// @return whether there was a reload to follow
    private boolean obey() {
        boolean followed = false;
        @Nullable Reload reload;
        while ((reload = reloads.poll()) != null) {
            followed = true;
            Receiver who = receiver;
            if (who != null) {
                Command command = follow(reload);
                makeFirst();
                who.tell(command);
            }
        }
        return followed;
    }

    /// Addresses move to the interfaces of another configuration when these are there and set up.
    private void makeFirst() {
        if (instances.values().stream().anyMatch(instance ->
                instance.promoteSecondaries() || !instance.virtualMac().interfaces().isEmpty())) {
            try {
                interfaces = look();
            } catch (IOException e) {
                news.line(Level.ERROR, "vrrp: cannot read links and addresses: " + e.getMessage());
            }
        }
    }

    /// What is there, when all has been made that was missing.
    private Interfaces look() throws IOException {
        List<Link> links = netlink.links();
        List<InterfaceAddress> addresses = netlink.addresses();
        for (int i = 0; i < 2 && made.maintain(instances.values(), Interfaces.of(links, addresses), netlink); i++) {
            links = netlink.links();
            addresses = netlink.addresses();
        }
        return Interfaces.of(steady.of(links, settings.delays(), clock.nanos()), addresses);
    }

    /// Numbers the routers of a new configuration and makes ready what is new of them. Virtual addresses of the
    /// old one may still be there for a moment and are no source either.
    private Command follow(Reload reload) {
        InstanceDiff diff = InstanceDiff.between(List.copyOf(instances.values()), reload.instances());
        Map<VrrpInstance, Integer> numbers = new HashMap<>();
        Map<Integer, RouterSettings> changed = new HashMap<>();
        instances.forEach((number, instance) -> numbers.put(instance, number));
        for (InstanceDiff.Kept kept : diff.kept()) {
            int number = Objects.requireNonNull(numbers.remove(kept.before()));
            numbers.put(kept.after(), number);
            if (kept.isChanged()) {
                changed.put(number, settings(number, kept));
            }
        }
        List<VrrpInstance> running = new ArrayList<>(instances.values());
        running.addAll(reload.instances());
        List<RunningRouter> added = new ArrayList<>();
        for (VrrpInstance instance : diff.added()) {
            numbers.put(instance, nextNumber);
            Readiness readiness = reload.waiting().contains(instance.name()) ? Readiness.WAITING : Readiness.READY;
            added.add(routers.apply(nextNumber++, instance, readiness, running));
        }
        Set<IpAddress> both = Interfaces.virtual(instances.values());
        both.addAll(Interfaces.virtual(reload.instances()));
        virtual = both;
        instances.clear();
        reload.instances().forEach(instance -> instances.put(Objects.requireNonNull(numbers.get(instance)), instance));
        known.keySet().retainAll(instances.keySet());
        priorities.keySet().retainAll(instances.keySet());
        return new Command.Reload(
                List.copyOf(instances.keySet()), changed, added,
                Collections.unmodifiableMap(new LinkedHashMap<>(instances)), reload.groups(), reload.done());
    }

    /// A router that needs another socket, as one that turns from multicast to unicast, is told of its link again.
    private RouterSettings settings(int number, InstanceDiff.Kept kept) {
        if (!AdvertSockets.isKept(kept.before(), kept.after())) {
            known.remove(number);
        }
        return RouterSettings.of(
                kept.after(), EffectivePriority.of(kept.after(), states(), priorities.get(number)).priority(),
                known.get(number) instanceof LinkState.Usable usable ? usable.source() : null);
    }

    /// How long nothing is to be done without news.
    private long quiet() {
        long deadline = steady.deadlineNanos();
        return deadline == SteadyLinks.NEVER ? Poll.FOREVER : Math.max(0, deadline - clock.nanos());
    }

    private boolean read() {
        long began = clock.nanos();
        try {
            boolean more = true;
            while (more) {
                more = !monitor.next(0).isEmpty();
            }
            interfaces = look();
            virtual = interfaces.stillVirtual(virtual, instances.values());
            restless = false;
        } catch (DumpInterruptedException _) {
            if (!restless) {
                restless = true;
                news.line(Level.INFO, "vrrp: links and addresses change faster than they are read; reading them again");
            }
            return false;
        } catch (IOException e) {
            news.line(Level.ERROR, "vrrp: cannot read links and addresses: " + e.getMessage());
            return false;
        }
        judge();
        Receiver who = receiver;
        if (who != null) {
            boolean complete = !made.isIncomplete();
            for (Map.Entry<Integer, VrrpInstance> entry : instances.entrySet()) {
                complete &= update(entry.getKey(), entry.getValue(), who);
            }
            sockets.retain(instances.values(), interfaces).forEach(socket -> who.tell(new Command.SocketGone(socket)));
            who.order(new Order.Verify(began));
            return complete;
        }
        return true;
    }

    /// The states of all that is tracked, interfaces among them.
    private TrackerStates states() {
        Map<Tracking.Key, TrackerState> links = new HashMap<>();
        instances.values().forEach(instance -> instance.tracking().things().stream()
                .filter(thing -> thing.key().kind() == Tracking.Kind.INTERFACE)
                .forEach(thing -> links.put(thing.key(), interfaces.trackerState(thing.key().name()))));
        return judged.with(judgedStatics).with(links);
    }

    /// Tells the routers what comes of what they track. One that tracks what can be a fault, and has not started or
    /// is in fault, waits until all of that is known.
    private void judge() {
        judged = told;
        judgedStatics = toldStatics;
        TrackerStates states = states();
        tracked = states;
        Receiver who = receiver;
        for (Map.Entry<Integer, VrrpInstance> entry : instances.entrySet()) {
            VrrpInstance instance = entry.getValue();
            EffectivePriority before = priorities.get(entry.getKey());
            EffectivePriority now = EffectivePriority.of(instance, states, before);
            boolean idle = before == null && instance.tracking().things().isEmpty();
            boolean waits = !now.isComplete() && (before == null || before.fault() != null);
            if (who != null && !idle && !waits && !now.equals(before)) {
                priorities.put(entry.getKey(), now);
                who.tell(new Command.Tracked(entry.getKey(), now.priority(), now.fault()));
            }
        }
    }

    /// @return whether nothing is left to be tried again
    private boolean update(int router, VrrpInstance instance, Receiver who) {
        LinkState state = made.judge(instance, interfaces.stateFor(instance, virtual));
        LinkState before = known.get(router);
        boolean complete = true;
        if (state instanceof LinkState.Usable usable && !(before != null && usable.isLike(before))) {
            try {
                who.tell(new Command.LinkUp(router, usable.source(), sockets.of(instance, usable.link())));
            } catch (LinuxException e) {
                state = new LinkState.Faulty(String.valueOf(e.getMessage()));
                complete = false;
            }
        }
        if (state instanceof LinkState.Faulty(String reason) && !state.equals(before)) {
            who.tell(new Command.LinkDown(router, reason));
        }
        known.put(router, state);
        return complete;
    }
}
