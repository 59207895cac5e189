package dev.lvsd.vrrp.driver;

import dev.lvsd.config.VirtualAddress;
import dev.lvsd.config.VipLifetime;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.config.VrrpSettings;
import dev.lvsd.linux.FramePort;
import dev.lvsd.netlink.AddressRequest;
import dev.lvsd.netlink.BatchOutcome;
import dev.lvsd.netlink.NetlinkError;
import dev.lvsd.netlink.NetlinkRequest;
import dev.lvsd.netlink.RouteNetlink;
import dev.lvsd.netlink.RoutingRequest;
import dev.lvsd.vrrp.Input;
import dev.lvsd.vrrp.InstanceStatus.AddressStatus;
import dev.lvsd.vrrp.InstanceStatus.Held;
import dev.lvsd.vrrp.RoutingStatus;
import dev.lvsd.watch.Pulse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/// The thread "addresses": adds and removes the virtual addresses in batches and announces them.
///
/// Removing an address of a network can take others of it along (secondaries, where `promote_secondaries` is
/// off): after removals, as soon as no order waits, the addresses that other routers hold are added again, which
/// changes nothing where they are still there.
///
/// It keeps the static entries too, which nobody is master of.
///
/// However the thread ends, what is held is removed first.
final class AddressKeeper implements Runnable {
    private static final long IDLE_NANOS = 3_600_000_000_000L;

    private volatile Map<Integer, KeptAddresses> kept;
    private final StaticEntries statics;
    private final RouteNetlink netlink;
    private final RoutingKeeper routing;
    private final Announcer announcer;
    private final ExtraAnnouncements extras = new ExtraAnnouncements();
    private final Supplier<Interfaces> interfaces;
    private final NewsDesk news;
    private final MonotonicClock clock;
    private final Mailbox<Order> orders = new Mailbox<>();
    private final Heartbeat vrrp;
    private final VipLifetime lifetime;
    private final Renewal renewal;
    private final Firewall firewall;
    private final AtomicLong turns = new AtomicLong();
    private boolean running = true;
    /// Whether a removal may have taken something along.
    private boolean mayBeLost;
    private Input.Shutdown ending = Input.Shutdown.STOP;
    private volatile VrrpSettings settings = VrrpSettings.DEFAULTS;
    private volatile String scheduling = "not started";

    AddressKeeper(
            Map<Integer, VrrpInstance> instances,
            StaticEntries statics,
            RouteNetlink netlink,
            RoutingKeeper routing,
            FramePort packets,
            Supplier<Interfaces> interfaces,
            NewsDesk news,
            MonotonicClock clock,
            Heartbeat vrrp,
            VipLifetime lifetime,
            Firewall firewall) {
        this.statics = statics;
        this.vrrp = vrrp;
        this.firewall = firewall;
        this.lifetime = lifetime;
        Map<Integer, KeptAddresses> all = new LinkedHashMap<>();
        instances.forEach((number, instance) -> all.put(number, new KeptAddresses(instance, lifetime)));
        kept = Collections.unmodifiableMap(all);
        this.netlink = netlink;
        renewal = new Renewal(netlink, vrrp, clock, news);
        this.routing = routing;
        announcer = new Announcer(packets, news, clock);
        this.interfaces = interfaces;
        this.news = news;
        this.clock = clock;
    }

    /// Says how the thread is to be scheduled; counts before it starts.
    void settings(VrrpSettings next) {
        settings = next;
    }

    /// Gives an order; never waits.
    void order(Order order) {
        orders.send(order);
    }

    /// The sign of life of this thread.
    Pulse pulse() {
        return new Pulse("addresses", orders::nudge, turns::get);
    }

    /// What was done for a router.
    AddressStatus status(int router) {
        KeptAddresses addresses = kept.get(router);
        return addresses == null ? AddressStatus.NONE : addresses.status();
    }

    /// What was done for the routes and rules of a router.
    RoutingStatus routing(int router) {
        return routing.status(router);
    }

    /// How the kernel schedules this thread.
    String scheduling() {
        return scheduling;
    }

    /// Adds the static entries, on the caller's thread, before this one starts: the others find them there.
    void begin() {
        try {
            Interfaces seen = Interfaces.of(netlink.links(), netlink.addresses());
            statics.verify(netlink, seen, Long.MAX_VALUE);
        } catch (IOException e) {
            news.line(Level.ERROR, "vrrp: cannot read links and addresses: " + e.getMessage());
        }
    }

    @Override
    public void run() {
        VrrpSettings said = settings;
        scheduling = RealTime.of(Math.max(1, said.realTimePriority() - 1), said.processors());
        try {
            while (running) {
                turn();
            }
        } finally {
            switch (ending) {
                case STOP -> {
                    routing.end();
                    kept.values().stream().filter(KeptAddresses::isHeld).forEach(this::giveUp);
                    statics.end(netlink, interfaces.get());
                    firewall.end();
                }
                case COME_BACK -> {
                    restoreLost();
                    renewal.sendOnceMore(kept.values(), interfaces.get());
                }
            }
            netlink.close();
            firewall.close();
            announcer.close();
        }
    }

    /// Packets to what is held now are dropped where they are to be: before an address comes, after one went.
    private void filter() {
        List<VrrpInstance> all = kept.values().stream().map(KeptAddresses::instance).toList();
        List<VrrpInstance> held =
                kept.values().stream().filter(KeptAddresses::isHeld).map(KeptAddresses::instance).toList();
        firewall.follow(DropPlan.of(all, held), clock.nanos());
    }

    private void turn() {
        turns.lazySet(turns.getPlain() + 1);
        @Nullable Order order = orders.poll();
        if (order != null) {
            obey(order);
        } else {
            restoreLost();
            renewal.sendDue(kept.values(), interfaces.get());
            firewall.look(clock.nanos());
            announcer.sendDue();
            extras.sendDue(kept.values(), interfaces.get(), announcer, clock.nanos());
            statics.retryDue(netlink, interfaces.get());
            orders.await(Math.min(IDLE_NANOS, deadline() - clock.nanos()));
        }
    }

    /// Does what it was told, on the caller's thread, where this one does not run: for a rehearsal.
    void obeyAll() {
        @Nullable Order order;
        while ((order = orders.poll()) != null) {
            obey(order);
        }
        restoreLost();
    }

    /// At the end, whether or not the vrrp thread lived to say so.
    private void giveUp(KeptAddresses addresses) {
        addresses.held(Held.NO);
        try {
            change(addresses, addresses.removals(interfaces.get()));
            change(addresses, addresses.sleepings(interfaces.get()));
        } catch (RuntimeException e) {
            refused(addresses, "its addresses may still be there: " + e);
        }
    }

    /// Removes what is held in place of this thread, where it hangs: on the caller's, over a socket of its own.
    void removeInstead() {
        Interfaces seen = interfaces.get();
        try (RouteNetlink own = RouteNetlink.open()) {
            for (KeptAddresses addresses : kept.values()) {
                if (addresses.isHeld()) {
                    own.change(addresses.removals(seen));
                }
            }
            statics.end(own, seen);
            routing.removeInstead(own);
        } catch (IOException e) {
            news.line(Level.ERROR, "vrrp: virtual addresses may still be there: " + e.getMessage());
        }
    }

    private void obey(Order order) {
        switch (order) {
            case Order.Hold(int router) -> {
                hold(of(router));
                routing.hold(router);
            }
            case Order.Release(int router) -> {
                routing.release(router);
                release(of(router));
            }
            case Order.Announce(int router, int repeat) -> announce(of(router), repeat);
            case Order.Verify(long readNanos) -> {
                restoreLost();
                statics.verify(netlink, interfaces.get(), readNanos);
                kept.values().stream()
                        .filter(addresses -> addresses.changedNanos() < readNanos && serves(addresses))
                        .forEach(this::verify);
                routing.verify(router -> serves(of(router)));
            }
            case Order.PeerHeard(int router) -> of(router).peerHeard();
            case Order.Stop(Input.Shutdown how) -> {
                ending = how;
                running = false;
            }
            case Order.Reconfigure(var instances, Runnable done) -> {
                routing.withdraw(instances);
                reconfigure(instances);
                routing.extend(instances);
                done.run();
            }
            case Order.Statics(var entries, Runnable done) -> {
                if (statics.reconfigure(entries, netlink, interfaces.get()) > 0) {
                    restoreHeld();
                }
                done.run();
            }
        }
    }

    private void hold(KeptAddresses addresses) {
        addresses.held(Held.YES);
        filter();
        change(addresses, addresses.wakings(interfaces.get()));
        List<AddressRequest> additions = addresses.additions(interfaces.get());
        change(addresses, additions);
        if (additions.size() < addresses.size()) {
            news.line(Level.WARN, "vrrp " + addresses.name() + ": " + (addresses.size() - additions.size())
                    + " virtual addresses wait for an interface that does not exist: "
                    + String.join(", ", addresses.absentDevices(interfaces.get())));
        }
    }

    private void release(KeptAddresses addresses) {
        boolean held = addresses.isHeld();
        addresses.held(Held.NO);
        announcer.forget(addresses);
        int removed = change(addresses, addresses.removals(interfaces.get()));
        change(addresses, addresses.sleepings(interfaces.get()));
        if (!held && removed > 0) {
            news.line(Level.INFO, "vrrp " + addresses.name() + ": removed " + removed
                    + " virtual addresses that were there already");
        }
        filter();
        mayBeLost |= removed > 0;
    }

    /// Once after many orders: with a thousand routers that release their addresses it would be a million requests.
    private void restoreLost() {
        if (mayBeLost) {
            restoreHeld();
        }
    }

    private void restoreHeld() {
        mayBeLost = false;
        statics.restore(netlink, interfaces.get());
        for (KeptAddresses other : kept.values()) {
            if (other.isHeld()) {
                change(other, other.renewals(interfaces.get()));
            }
        }
        routing.restore();
    }

    /// What goes is removed before anything is added: an address may move from one router to another. Addresses that
    /// are renewed no longer, as those of a router that becomes an owner, are told to stay.
    private void reconfigure(Map<Integer, VrrpInstance> instances) {
        Map<Integer, KeptAddresses> before = kept;
        Map<Integer, KeptAddresses> next = new LinkedHashMap<>();
        Map<KeptAddresses, List<VirtualAddress>> changed = new LinkedHashMap<>();
        List<KeptAddresses> lasting = new ArrayList<>();
        int removed = 0;
        for (Map.Entry<Integer, VrrpInstance> entry : instances.entrySet()) {
            KeptAddresses addresses = before.get(entry.getKey());
            if (addresses == null) {
                next.put(entry.getKey(), new KeptAddresses(entry.getValue(), lifetime));
                continue;
            }
            next.put(entry.getKey(), addresses);
            boolean expires = !addresses.isForever();
            List<VirtualAddress> old = addresses.reconfigure(entry.getValue());
            if (addresses.isHeld()) {
                if (expires && addresses.isForever()) {
                    lasting.add(addresses);
                }
                removed += change(addresses, addresses.removals(addresses.without(old), interfaces.get()));
                changed.put(addresses, addresses.beyond(old));
            }
        }
        before.values().stream().filter(addresses -> !next.containsValue(addresses)).forEach(announcer::forget);
        kept = Collections.unmodifiableMap(next);
        filter();
        if (removed > 0) {
            restoreHeld();
        }
        lasting.forEach(addresses -> change(addresses, addresses.renewals(interfaces.get())));
        changed.forEach(this::holdNew);
    }

    private void holdNew(KeptAddresses addresses, List<VirtualAddress> added) {
        if (!added.isEmpty()) {
            change(addresses, addresses.wakings(interfaces.get()));
            change(addresses, addresses.additions(added, interfaces.get()));
            announcer.announce(
                    addresses, addresses.announcements(added, interfaces.get()), addresses.repeat());
        }
    }

    /// Whether a router holds its addresses, and would not let them run out.
    private boolean serves(KeptAddresses addresses) {
        return addresses.isHeld() && (addresses.isForever() || vrrp.isFresh(clock.nanos()));
    }

    /// Orders name routers that the vrrp thread has, of which this thread is told first.
    private KeptAddresses of(int router) {
        return Objects.requireNonNull(kept.get(router));
    }

    private void verify(KeptAddresses addresses) {
        addresses.newDuplicates(interfaces.get()).forEach(prefix -> refused(addresses, prefix
                + " does not serve: the kernel found that another host has it (duplicate address detection);"
                + " look for a second master, or remove it there"));
        if (addresses.isAsleep(interfaces.get())) {
            change(addresses, addresses.wakings(interfaces.get()));
        }
        Set<VirtualAddress> absent = addresses.status().absent();
        addresses.seen(interfaces.get());
        List<VirtualAddress> missing = addresses.missing(interfaces.get());
        int added = change(addresses, addresses.additions(missing, interfaces.get()));
        if (!absent.containsAll(missing)) {
            addresses.count(0, 0, added);
            news.line(Level.WARN, "vrrp " + addresses.name() + ": " + missing.size() + " virtual addresses, "
                    + missing.getFirst().prefix() + " first, were removed by someone else; added " + added + " again");
        }
        if (added > 0) {
            announce(addresses, 1);
        }
    }

    /// Sends a batch; refusals are counted and logged, but not that an address is gone already or a route there.
    ///
    /// @return how many changes were made
    private int change(KeptAddresses addresses, List<? extends NetlinkRequest> requests) {
        if (requests.isEmpty()) {
            return 0;
        }
        try {
            BatchOutcome outcome = netlink.change(requests);
            addresses.changed(clock.nanos());
            for (BatchOutcome.Failure failure : outcome.failures()) {
                NetlinkRequest request = requests.get(failure.index());
                if (!isDone(request, failure.error())) {
                    refused(addresses, request.command() + ": " + failure.error());
                }
            }
            return requests.size() - outcome.failures().size();
        } catch (IOException e) {
            refused(addresses, String.valueOf(e.getMessage()));
            return 0;
        }
    }

    private static boolean isDone(NetlinkRequest request, NetlinkError error) {
        return (request instanceof AddressRequest.Delete && AddressRequest.Delete.isGoneAlready(error))
                || (request instanceof RoutingRequest && RoutingRequest.isThereAlready(error));
    }

    private void refused(KeptAddresses addresses, String what) {
        addresses.count(0, 1, 0);
        news.line(Level.ERROR, "vrrp " + addresses.name() + ": " + what);
    }

    private void announce(KeptAddresses addresses, int repeat) {
        if (addresses.isHeld()) {
            announcer.announce(addresses, addresses.announcements(interfaces.get()), repeat);
        }
    }

    private long deadline() {
        long due = renewal.deadlineNanos(kept.values());
        long others = Math.min(extras.deadlineNanos(), Math.min(announcer.deadlineNanos(), statics.deadlineNanos()));
        return Math.min(Math.min(others, due), firewall.deadlineNanos());
    }
}
