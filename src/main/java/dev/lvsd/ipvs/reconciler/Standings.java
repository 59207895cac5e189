package dev.lvsd.ipvs.reconciler;

import dev.lvsd.config.DrainSettings;
import dev.lvsd.config.RealServer;
import dev.lvsd.config.Service;
import dev.lvsd.config.SorryServer;
import dev.lvsd.config.VirtualServer;
import dev.lvsd.ipvs.IpvsTable;
import dev.lvsd.ipvs.RealServerCounters;
import dev.lvsd.ipvs.RealServerOptions;
import dev.lvsd.ipvs.TableDump;
import dev.lvsd.ipvs.VirtualServerCounters;
import dev.lvsd.ipvs.VirtualServerEntry;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.net.Endpoint;
import dev.lvsd.orders.AppliedOrder;
import dev.lvsd.orders.Deadline;
import dev.lvsd.orders.GivenOrder;
import dev.lvsd.orders.Moment;
import dev.lvsd.orders.OrderBook;
import dev.lvsd.orders.OrderTarget;
import dev.lvsd.orders.Orders;
import dev.lvsd.orders.Standing;
import dev.lvsd.pool.Directions;
import dev.lvsd.pool.HeldMembers;
import dev.lvsd.pool.Pool;
import dev.lvsd.pool.QuorumState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Operators' orders, and the ramps and drains that go on. Where there are none it costs nothing in a round. Belongs to
/// one thread.
final class Standings {
    /// A pool in which something changed, and its quorum before.
    record Changed(Pool pool, QuorumState before) {}

    private final Map<VirtualServerKey, Pool> pools;
    private final Departures departures;
    /// Those in which a ramp or a drain goes on.
    private final Set<Pool> restless = Collections.newSetFromMap(new IdentityHashMap<>());
    private OrderBook book;
    private DrainSettings settings;
    private List<AppliedOrder> applied = List.of();
    /// Orders that are about nothing.
    private final Set<GivenOrder> idle = new HashSet<>();
    private DrainTotals totals = DrainTotals.ZERO;

    /// @param pools by the key of each service; others change them
    Standings(Map<VirtualServerKey, Pool> pools, Beforehand beforehand) {
        this.pools = pools;
        this.book = beforehand.orders();
        this.settings = beforehand.drains();
        this.departures = new Departures(beforehand.departures());
    }

    OrderBook book() {
        return book;
    }

    DrainTotals totals() {
        return totals;
    }

    Departures departures() {
        return departures;
    }

    /// The orders and what they are about; the same object as long as nothing changes.
    List<AppliedOrder> applied() {
        return applied;
    }

    Directions directions(Moment now) {
        return new Directions(book, settings, departures::has, now);
    }

    /// Takes other settings.
    ///
    /// @return services in which that deletes somebody
    Set<VirtualServerKey> settings(DrainSettings next) {
        settings = next;
        return next.drainsRemoved() ? Set.of() : departures.clear();
    }

    /// Takes note that a service has a pool, or another than before.
    ///
    /// @param before its pool so far, null for none: then whatever the table has beyond the configuration is drained
    /// @param present the table's entry, null for none
    /// @param counters as last read
    /// @return those that begin to leave
    List<Note> configure(
            VirtualServerKey key,
            @Nullable Pool before,
            Pool pool,
            @Nullable VirtualServerEntry present,
            Map<VirtualServerKey, VirtualServerCounters> counters,
            Moment now) {
        List<Departure> begun = departures.configure(
                key, present, configured(key, pool), realServer -> deadline(key, before, pool, realServer, now), now);
        return begun.stream().map(one -> leaves(one, counters)).toList();
    }

    /// What would be in the table behind a reload.
    ///
    /// @param configured in the order of the file, no key twice
    /// @param actual what is there of it
    IpvsTable preview(List<VirtualServer> configured, IpvsTable actual, Moment now) {
        Map<VirtualServerKey, VirtualServerEntry> entries = new LinkedHashMap<>();
        Predecessors before = new Predecessors(pools);
        Map<VirtualServerKey, VirtualServerEntry> present = actual.virtualServers();
        Directions directions = directions(now);
        for (VirtualServer virtualServer : configured) {
            Pool pool = before.of(virtualServer);
            Pool next = pool == null ? Pool.of(virtualServer, present::get, directions)
                    : pool.reconfigured(virtualServer, present::get, directions);
            virtualServer.keys().forEach(key ->
                    entries.put(key, preview(key, pools.get(key), next, present.get(key), now)));
        }
        return new IpvsTable(entries);
    }

    private VirtualServerEntry preview(
            VirtualServerKey key, @Nullable Pool before, Pool pool, @Nullable VirtualServerEntry present, Moment now) {
        Departures draft = new Departures(List.of());
        draft.configure(key, present, configured(key, pool), realServer -> departures.has(key, realServer)
                ? Deadline.at(now.wall(), now) : deadline(key, before, pool, realServer, now), now);
        return draft.with(key, pool.desired(key));
    }

    private static Set<Endpoint> configured(VirtualServerKey key, Pool pool) {
        VirtualServer virtualServer = pool.virtualServer();
        Set<Endpoint> configured = new HashSet<>();
        virtualServer.realServers().forEach(realServer -> configured.add(realServer.endpoint(key)));
        SorryServer sorry = virtualServer.sorryServer();
        if (sorry != null) {
            configured.add(sorry.endpoint(key));
        }
        return configured;
    }

    private static Note leaves(Departure departure, Map<VirtualServerKey, VirtualServerCounters> counters) {
        VirtualServerKey key = departure.key();
        RealServerCounters seen =
                counters.getOrDefault(key, VirtualServerCounters.ZERO).of(departure.realServer());
        return new Note.Leaves(departure, Clients.counted(key, false, seen));
    }

    private @Nullable Deadline deadline(
            VirtualServerKey key, @Nullable Pool before, Pool pool, Endpoint realServer, Moment now) {
        if (!settings.drainsRemoved() || (before != null && !before.held().mayHaveClients(key, realServer))) {
            return null;
        }
        Deadline ordered = before == null ? null : before.held().deadline(key, realServer);
        return ordered != null ? ordered : Deadline.at(
                Moment.after(now.wall(), settings.timeout(pool.virtualServer().options())), now);
    }

    /// Looks at all pools anew, after some were made or changed.
    ///
    /// @return orders that are about nothing now, and were not before
    List<Note> settle() {
        departures.retain(pools.keySet());
        restless.clear();
        Map<GivenOrder, List<Orders.Place>> about = new HashMap<>();
        pools.forEach((key, pool) -> {
            HeldMembers held = pool.held();
            if (held.areRestless()) {
                restless.add(pool);
            }
            if (!book.isEmpty() && key.equals(pool.virtualServer().key())) {
                held.forEach((order, realServer) -> about.computeIfAbsent(order, _ -> new ArrayList<>())
                        .add(new Orders.Place(key, realServer.endpoint(key))));
            }
        });
        applied = book.given().stream()
                .map(order -> new AppliedOrder(order, about.getOrDefault(order, List.of())))
                .toList();
        List<Note> notes = new ArrayList<>();
        Set<GivenOrder> idleBefore = Set.copyOf(idle);
        idle.clear();
        for (AppliedOrder order : applied) {
            if (order.about().isEmpty()) {
                idle.add(order.given());
                if (!idleBefore.contains(order.given())) {
                    notes.add(new Note.AboutNothing(order.given()));
                }
            }
        }
        return notes;
    }

    /// The book with another order.
    OrderBook with(GivenOrder order) {
        return book.with(order, keys(order.target()));
    }

    /// The book without the order about a target.
    OrderBook without(OrderTarget target) {
        return book.without(target, keys(target));
    }

    private Collection<VirtualServerKey> keys(OrderTarget target) {
        Pool pool = target.virtualServer() == null ? null : pools.get(target.virtualServer());
        return pool == null ? List.of() : pool.virtualServer().keys();
    }

    /// Takes other orders.
    ///
    /// @param table what the table has of a service, null for nothing
    /// @return the pools in which anything changed
    List<Changed> follow(
            OrderBook next, Function<VirtualServerKey, @Nullable VirtualServerEntry> table, Moment now) {
        book = next;
        Directions directions = directions(now);
        List<Changed> changed = new ArrayList<>();
        pools.forEach((key, pool) -> {
            QuorumState before = pool.quorum();
            if (key.equals(pool.virtualServer().key()) && pool.held().follow(table, directions)) {
                changed.add(new Changed(pool, before));
            }
        });
        return changed;
    }

    /// Lets ramps go on.
    ///
    /// @return the pools in which a weight changed
    List<Changed> ramp(long nowNanos) {
        List<Changed> changed = new ArrayList<>();
        for (Pool pool : restless) {
            QuorumState before = pool.quorum();
            if (pool.held().ramp(nowNanos)) {
                changed.add(new Changed(pool, before));
            }
        }
        restless.removeIf(pool -> !pool.held().areRestless());
        return changed;
    }

    /// Nanoseconds to the next step of a ramp, `Long.MAX_VALUE` where none goes on.
    long untilNextStep(long nowNanos) {
        return restless.stream().mapToLong(pool -> pool.held().untilNextStep(nowNanos)).min().orElse(Long.MAX_VALUE);
    }

    /// Nanoseconds to the first deadline, `Long.MAX_VALUE` where nothing drains.
    long untilDeadline(long nowNanos) {
        long until = departures.untilDeadline(nowNanos);
        for (Pool pool : restless) {
            for (HeldMembers.Drain drain : pool.held().draining()) {
                until = Math.min(until, drain.deadline().left(nowNanos));
            }
        }
        return until;
    }

    /// Takes what was read. Drains that have ended are taken out of what is desired.
    ///
    /// @param before what the table was known to have of a service when the read began, null where that is not known
    List<DrainEnd> read(
            TableDump dump, Function<VirtualServerKey, @Nullable VirtualServerEntry> before, Moment now) {
        if (restless.isEmpty() && departures.isEmpty()) {
            return List.of();
        }
        List<DrainEnd> ends = new ArrayList<>();
        for (VirtualServerKey key : Set.copyOf(departures.keys())) {
            ends.addAll(departures.seen(
                    key, before.apply(key), dump.table().virtualServers().get(key), counters(dump, key), now));
        }
        for (Pool pool : restless) {
            for (HeldMembers.Drain drain : pool.held().draining()) {
                DrainEnd end = end(pool, drain, dump, before, now);
                if (end != null) {
                    pool.held().drained(drain.realServer(), now.wall(), end.cut());
                    ends.add(end);
                }
            }
        }
        restless.removeIf(pool -> !pool.held().areRestless());
        ends.forEach(end -> totals = totals.plus(end));
        return ends;
    }

    private static @Nullable DrainEnd end(
            Pool pool,
            HeldMembers.Drain drain,
            TableDump dump,
            Function<VirtualServerKey, @Nullable VirtualServerEntry> before,
            Moment now) {
        RealServer realServer = drain.realServer();
        VirtualServerKey first = pool.virtualServer().key();
        Clients clients = Clients.NONE;
        boolean isThere = false;
        for (Service service : pool.virtualServer().services()) {
            VirtualServerKey key = service.key();
            Endpoint endpoint = realServer.endpoint(key);
            RealServerOptions present = options(dump.table().virtualServers().get(key), endpoint);
            isThere |= present != null;
            clients = clients.plus(Clients.of(
                    key, options(before.apply(key), endpoint), present, counters(dump, key).of(endpoint)));
        }
        return DrainEnd.of(
                first, realServer.endpoint(first), isThere, clients, drain.since(), drain.deadline(), now);
    }

    /// How a real server of a service stands, null where nothing is ordered and it does not leave.
    ///
    /// @param realServer address and port in the table
    /// @param configured as it is configured, null where it is not
    @Nullable Standing standing(VirtualServerKey key, Endpoint realServer, @Nullable Endpoint configured) {
        if (configured == null) {
            return departures.standing(key, realServer);
        }
        Pool pool = pools.get(key);
        return pool == null ? null : pool.held().standing(configured);
    }

    private static VirtualServerCounters counters(TableDump dump, VirtualServerKey key) {
        return dump.counters().getOrDefault(key, VirtualServerCounters.ZERO);
    }

    private static @Nullable RealServerOptions options(@Nullable VirtualServerEntry entry, Endpoint realServer) {
        return entry == null ? null : entry.realServers().get(realServer);
    }
}
