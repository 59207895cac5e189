package dev.lvsd.vrrp.driver;

import dev.lvsd.config.VrrpInstance;
import dev.lvsd.config.VrrpSyncGroup;
import dev.lvsd.linux.AdvertPort;
import dev.lvsd.linux.EventFd;
import dev.lvsd.linux.LinuxException;
import dev.lvsd.linux.Poll;
import dev.lvsd.linux.VrrpSocket;
import dev.lvsd.net.IpAddress;
import dev.lvsd.netlink.Link;
import dev.lvsd.netlink.RouteMonitor;
import dev.lvsd.netlink.RouteNetlink;
import dev.lvsd.vrrp.InstanceDiff;
import dev.lvsd.vrrp.Readiness;
import dev.lvsd.watch.Pulse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
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
    private final VrrpSocket unicast;
    private final EventFd wake;
    private final NewsDesk news;
    private final MonotonicClock clock;
    private final Map<Integer, LinkState> known = new HashMap<>();
    private final Map<SocketKey, VrrpSocket> sockets = new HashMap<>();
    private final Routers routers;
    private final AtomicLong turns = new AtomicLong();
    private @Nullable Receiver receiver;
    private volatile Interfaces interfaces = Interfaces.NONE;
    private volatile boolean running = true;

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
    /// @param unicast the socket of all unicast instances
    /// @param routers makes those that a reload adds
    InterfaceWatcher(
            Map<Integer, VrrpInstance> instances,
            RouteMonitor monitor,
            RouteNetlink netlink,
            VrrpSocket unicast,
            EventFd wake,
            NewsDesk news,
            MonotonicClock clock,
            Routers routers) {
        this.instances = new LinkedHashMap<>(instances);
        nextNumber = instances.size();
        virtual = Interfaces.virtual(instances.values());
        this.monitor = monitor;
        this.netlink = netlink;
        this.unicast = unicast;
        this.wake = wake;
        this.news = news;
        this.clock = clock;
        this.routers = routers;
    }

    /// Says who is told, before the thread starts.
    void tells(Receiver who) {
        receiver = who;
    }

    /// What was read last; for any thread.
    Interfaces interfaces() {
        return interfaces;
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
                wait = read() ? Poll.FOREVER : RETRY_NANOS;
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
                who.tell(follow(reload));
            }
        }
        return followed;
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
        return new Command.Reload(
                List.copyOf(instances.keySet()), changed, added,
                Collections.unmodifiableMap(new LinkedHashMap<>(instances)), reload.groups(), reload.done());
    }

    /// A router that needs other sockets is told of its link again.
    private RouterSettings settings(int number, InstanceDiff.Kept kept) {
        if (!SocketKey.of(kept.before(), 0).equals(SocketKey.of(kept.after(), 0))) {
            known.remove(number);
        }
        return RouterSettings.of(
                kept.after(), known.get(number) instanceof LinkState.Usable usable ? usable.source() : null);
    }

    private boolean read() {
        long began = clock.nanos();
        try {
            boolean more = true;
            while (more) {
                more = !monitor.next(0).isEmpty();
            }
            interfaces = Interfaces.of(netlink.links(), netlink.addresses());
            virtual = interfaces.stillVirtual(virtual, instances.values());
        } catch (IOException e) {
            news.line(Level.ERROR, "vrrp: cannot read links and addresses: " + e.getMessage());
            return false;
        }
        Receiver who = receiver;
        if (who != null) {
            boolean complete = true;
            for (Map.Entry<Integer, VrrpInstance> entry : instances.entrySet()) {
                complete &= update(entry.getKey(), entry.getValue(), who);
            }
            closeGone(who);
            who.order(new Order.Verify(began));
            return complete;
        }
        return true;
    }

    /// @return whether nothing is left to be tried again
    private boolean update(int router, VrrpInstance instance, Receiver who) {
        LinkState state = interfaces.stateFor(instance, virtual);
        LinkState before = known.get(router);
        boolean complete = true;
        if (state instanceof LinkState.Usable usable && !(before != null && usable.isLike(before))) {
            try {
                who.tell(new Command.LinkUp(router, usable.source(), sockets(instance, usable.link())));
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

    private List<AdvertPort> sockets(VrrpInstance instance, Link link) throws LinuxException {
        List<AdvertPort> all = new ArrayList<>();
        for (SocketKey key : SocketKey.of(instance, link.index())) {
            if (key.equals(SocketKey.UNICAST)) {
                all.add(unicast);
                continue;
            }
            VrrpSocket socket = sockets.get(key);
            if (socket == null) {
                socket = key.open(link.name());
                sockets.put(key, socket);
            }
            all.add(socket);
        }
        return all;
    }

    /// Closes sockets whose interface is gone, and those that no instance uses any more.
    private void closeGone(Receiver who) {
        Set<SocketKey> used = new HashSet<>();
        for (VrrpInstance instance : instances.values()) {
            Link link = interfaces.links().get(instance.interfaceName());
            if (link != null) {
                used.addAll(SocketKey.of(instance, link.index()));
            }
        }
        sockets.entrySet().removeIf(entry -> {
            boolean gone = !used.contains(entry.getKey());
            if (gone) {
                who.tell(new Command.SocketGone(entry.getValue()));
            }
            return gone;
        });
    }
}
