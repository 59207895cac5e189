package dev.lvsd.ipvs.reconciler;

import dev.lvsd.check.Health;
import dev.lvsd.config.DrainSettings;
import dev.lvsd.config.Foreign;
import dev.lvsd.config.Service;
import dev.lvsd.config.SorryServer;
import dev.lvsd.config.VirtualServer;
import dev.lvsd.ipvs.IpvsTable;
import dev.lvsd.ipvs.Plan;
import dev.lvsd.ipvs.Step;
import dev.lvsd.ipvs.StepError;
import dev.lvsd.ipvs.TableDump;
import dev.lvsd.ipvs.TableKind;
import dev.lvsd.ipvs.TableModel;
import dev.lvsd.ipvs.VirtualServerCounters;
import dev.lvsd.ipvs.VirtualServerEntry;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.ipvs.whole.WholeStatus;
import dev.lvsd.net.Endpoint;
import dev.lvsd.orders.Moment;
import dev.lvsd.orders.OrderBook;
import dev.lvsd.pool.Directions;
import dev.lvsd.pool.Pool;
import dev.lvsd.pool.QuorumState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What shall be in the table, what is believed to be in it, and the steps between the two. Belongs to one thread.
///
/// The belief is what was last read plus the steps that were done since. Reports of health mark their virtual server
/// dirty; [#plan] compares the dirty ones only. A read marks all that is not as the last plan found it right, so that
/// it is also the retry of whatever was refused. A difference between the belief and what is read is drift: someone
/// else's change.
public final class ReconcilerCore {
    /// By the key of each service: those of a group have one pool.
    private final Map<VirtualServerKey, Pool> pools = new LinkedHashMap<>();
    private Set<VirtualServerKey> ours = Set.of();
    private final TableModel believed = new TableModel();
    private final Map<VirtualServerKey, VirtualServerCounters> counters = new HashMap<>();
    private final Set<VirtualServerKey> dirty = new LinkedHashSet<>();
    private final Set<VirtualServerKey> uncertain = new HashSet<>();
    /// Planned last without a step. Unless they are dirty, nothing is to be done for them as long as the belief is the
    /// same.
    private final Set<VirtualServerKey> asDesired = new HashSet<>();
    /// Steps for these were sent and it is not known which were done: none is planned before the next try to read.
    private final Set<VirtualServerKey> held = new HashSet<>();
    private final ToldOnce told = new ToldOnce();
    private final Intrusions intrusions = new Intrusions();
    private final Others others = new Others();
    private Moment readAt = new Moment(0, Instant.EPOCH);
    private final Tally tally = new Tally();
    private final StatusBook book = new StatusBook();
    private final Standings standings;
    private final List<Note> begun = new ArrayList<>();
    private boolean acknowledged;
    private boolean stale;

    private ReconcilerCore(Beforehand beforehand) {
        standings = new Standings(pools, beforehand);
    }

    /// Starts from what the table has: configured virtual servers that are there are adopted, listed ones that are
    /// not configured will be removed.
    ///
    /// @param configured in the order of the file, no service twice
    /// @param listed services that we made earlier
    /// @param beforehand what counts beside both
    /// @param dump the table's part of both
    /// @param at when the read began
    /// @param took how long the read took
    public static ReconcilerCore starting(
            List<VirtualServer> configured,
            Set<VirtualServerKey> listed,
            Beforehand beforehand,
            TableDump dump,
            Moment at,
            Duration took) {
        ReconcilerCore core = new ReconcilerCore(beforehand);
        Map<VirtualServerKey, VirtualServerEntry> present = dump.table().virtualServers();
        Directions directions = core.standings.directions(at);
        for (VirtualServer virtualServer : configured) {
            Pool pool = Pool.of(virtualServer, present::get, directions);
            for (Service service : virtualServer.services()) {
                VirtualServerKey key = service.key();
                core.pools.put(key, pool);
                core.begun.addAll(core.standings.configure(key, null, pool, present.get(key), dump.counters(), at));
            }
        }
        core.begun.addAll(core.standings.settle());
        Set<VirtualServerKey> ours = new LinkedHashSet<>(core.pools.keySet());
        ours.addAll(listed);
        core.ours = Collections.unmodifiableSet(ours);
        core.uncertain.addAll(core.ours);
        core.learn(dump, at, took);
        return core;
    }

    /// What the start found that an operator should read.
    public List<Note> begun() {
        return List.copyOf(begun);
    }

    /// The virtual servers to read: configured ones, and listed ones that were not removed yet. Unmodifiable, and the
    /// same object as long as nothing changes.
    public Set<VirtualServerKey> ours() {
        return ours;
    }

    /// Virtual servers of another configuration that are not ours yet: to be read before [#reload].
    public Set<VirtualServerKey> unknown(List<VirtualServer> configured) {
        Set<VirtualServerKey> keys = new LinkedHashSet<>();
        configured.forEach(virtualServer -> virtualServer.services().forEach(service -> keys.add(service.key())));
        keys.removeAll(ours);
        return keys;
    }

    /// Goes on with another configuration. Virtual servers that are as they were are not even looked at; those that
    /// are new and in the table already are adopted, those that are no longer configured will be removed.
    ///
    /// @param configured in the order of the file, no key twice
    /// @param drains how real servers lose their clients from now on
    /// @param dump the table's part of [#unknown]
    @SuppressWarnings("ReferenceEquality") // a pool that goes on as it was is the same object
    public List<Note> reload(List<VirtualServer> configured, DrainSettings drains, TableDump dump, Moment now) {
        dirty.addAll(standings.settings(drains));
        List<Note> notes = new ArrayList<>();
        Directions directions = standings.directions(now);
        Predecessors before = new Predecessors(pools);
        Set<VirtualServerKey> all = new LinkedHashSet<>();
        pools.clear();
        for (VirtualServer virtualServer : configured) {
            virtualServer.services().forEach(service -> learn(service.key(), dump));
            Pool pool = next(virtualServer, before.of(virtualServer), directions);
            for (Service service : virtualServer.services()) {
                VirtualServerKey key = service.key();
                pools.put(key, pool);
                all.add(key);
                Pool old = before.take(key);
                if (old != pool) {
                    dirty.add(key);
                    notes.addAll(standings.configure(key, old, pool, believed.entry(key), counters, now));
                }
            }
        }
        before.left().forEach(key -> notes.addAll(Note.Removed.of(key, counters.get(key))));
        dirty.addAll(before.left());
        all.addAll(ours);
        ours = Collections.unmodifiableSet(all);
        notes.addAll(standings.settle());
        return notes;
    }

    /// Operators' orders, and the ramps and drains that go on.
    Standings standings() {
        return standings;
    }

    /// Takes other orders.
    public List<Note> follow(OrderBook orders, Moment now) {
        List<Note> notes = new ArrayList<>();
        standings.follow(orders, believed::entry, now)
                .forEach(one -> notes.addAll(changed(one.pool(), one.before())));
        notes.addAll(standings.settle());
        return notes;
    }

    /// Lets ramps go on.
    public List<Note> ramp(long nowNanos) {
        List<Note> notes = new ArrayList<>();
        standings.ramp(nowNanos).forEach(one -> notes.addAll(changed(one.pool(), one.before())));
        return notes;
    }

    private void learn(VirtualServerKey key, TableDump dump) {
        if (!ours.contains(key)) {
            believed.set(key, dump.table().virtualServers().get(key));
            counters.put(key, dump.counters().getOrDefault(key, VirtualServerCounters.ZERO));
        }
    }

    private Pool next(VirtualServer virtualServer, @Nullable Pool before, Directions directions) {
        if (before == null) {
            return Pool.of(virtualServer, believed::entry, directions);
        }
        return before.virtualServer().equals(virtualServer)
                ? before : before.reconfigured(virtualServer, believed::entry, directions);
    }

    /// What becomes of virtual servers that are not ours, from now on; they are kept before.
    public void treat(Foreign foreign) {
        others.treat(foreign);
    }

    /// Takes the report of one checker of one real server.
    ///
    /// @param key of any service of the virtual server
    /// @param realServer as it is configured
    public List<Note> report(VirtualServerKey key, Endpoint realServer, int check, Health health, Instant at) {
        Pool pool = pools.get(key);
        if (pool == null) {
            tally.ignoredReport();
            return List.of();
        }
        QuorumState before = pool.quorum();
        return switch (pool.report(realServer, check, health, at)) {
            case CHANGED -> changed(pool, before);
            case UNCHANGED -> List.of();
            case NO_SUCH_CHECK -> {
                tally.ignoredReport();
                yield List.of();
            }
        };
    }

    private List<Note> changed(Pool pool, QuorumState before) {
        pool.virtualServer().services().forEach(service -> dirty.add(service.key()));
        QuorumState after = pool.quorum();
        if (after.isUp() == before.isUp()) {
            return List.of();
        }
        SorryServer sorry = pool.virtualServer().sorryServer();
        return List.of(new Note.QuorumChanged(
                pool.virtualServer().title(), after, sorry == null ? null : sorry.endpoint()));
    }

    /// The steps for what is dirty, which it no longer is afterwards. None means that the table is as desired.
    public List<Step> plan() {
        Map<VirtualServerKey, VirtualServerEntry> actual = new LinkedHashMap<>();
        Map<VirtualServerKey, VirtualServerEntry> desired = new LinkedHashMap<>();
        dirty.removeAll(held);
        for (VirtualServerKey key : dirty) {
            Pool pool = pools.get(key);
            if (pool != null) {
                desired.put(key, standings.departures().with(key, pool.desired(key)));
            }
            VirtualServerEntry entry = believed.entry(key);
            if (entry != null) {
                actual.put(key, entry);
            }
        }
        List<Step> steps = new ArrayList<>(
                Plan.between(new IpvsTable(actual), new IpvsTable(desired), dirty).steps());
        steps.addAll(others.steps(ours));
        book.changed(dirty);
        asDesired.addAll(dirty);
        for (Step step : steps) {
            dirty.remove(step.key());
            asDesired.remove(step.key());
        }
        told.clean(dirty);
        dirty.clear();
        acknowledged |= steps.isEmpty() && held.isEmpty();
        return List.copyOf(steps);
    }

    /// Takes note of how long the comparison of what was read took, the plan included.
    public void compared(Duration took) {
        tally.compared(took);
    }

    /// Takes the table's answer to steps.
    ///
    /// @param steps what was to be done
    /// @param errors the refused ones of them
    /// @param took how long it took
    public List<Note> applied(List<Step> steps, List<StepError> errors, Duration took) {
        acknowledged = true;
        tally.batch(took);
        Set<Step> refused = new HashSet<>();
        Set<VirtualServerKey> notAdded = ToldOnce.notAdded(errors);
        for (StepError error : errors) {
            stale |= error.isStale() && !ToldOnce.followsFrom(notAdded, error);
            if (!error.isGoneAlready()) {
                refused.add(error.step());
            }
        }
        for (Step step : steps) {
            if (!refused.contains(step)) {
                believed.apply(step);
                tally.done(step);
            }
            book.changed(step.key());
        }
        errors.stream().filter(error -> !error.isGoneAlready()).forEach(error -> tally.error(error.toString()));
        List<Note> notes = new ArrayList<>(told.answers(steps, errors));
        notes.addAll(intrusions.removed(others.applied(steps, errors, ours), readAt.wall()));
        return notes;
    }

    /// Takes note that a read or a batch failed as a whole. What the steps did is unknown until the next read; where
    /// that fails too, steps are planned from what was known before.
    ///
    /// @param steps the batch, empty for a read
    /// @param reason what happened
    public void failed(List<Step> steps, String reason) {
        tally.error(reason);
        if (steps.isEmpty()) {
            dirty.addAll(held);
            held.clear();
        }
        for (Step step : steps) {
            uncertain.add(step.key());
            held.add(step.key());
        }
        stale = true;
    }

    /// Whether the belief is known to be wrong, so that a read should come soon.
    public boolean isStale() {
        return stale;
    }

    /// Takes what was read of [#ours], and marks dirty what may need a step.
    ///
    /// @param dump what is there; entries and counters that are the same objects as before are not looked at
    /// @param at when the read began
    /// @param took how long the read took
    public List<Note> read(TableDump dump, Moment at, Duration took) {
        List<Note> notes = new ArrayList<>();
        for (DrainEnd end : standings.read(dump, this::known, at)) {
            notes.add(new Note.DrainEnded(end));
            Pool pool = pools.get(end.key());
            dirty.addAll(pool == null ? List.of() : pool.virtualServer().keys());
        }
        notes.addAll(learn(dump, at, took));
        return notes;
    }

    /// What the table has, null for nothing or where that is not sure.
    private @Nullable VirtualServerEntry known(VirtualServerKey key) {
        return uncertain.contains(key) || held.contains(key) ? null : believed.entry(key);
    }

    private List<Note> learn(TableDump dump, Moment at, Duration took) {
        List<Note> notes = new ArrayList<>();
        held.clear();
        readAt = at;
        for (VirtualServerKey key : ours) {
            VirtualServerEntry present = dump.table().virtualServers().get(key);
            List<Step> putBack = uncertain.contains(key)
                    ? List.of() : Intrusions.putBack(key, believed.entry(key), present);
            tally.drift(putBack.size());
            notes.addAll(intrusions.drifted(key, putBack, at.wall()));
            take(key, present, dump.counters().getOrDefault(key, VirtualServerCounters.ZERO));
        }
        others.read(dump);
        notes.addAll(intrusions.due(at.wall()));
        forgetRemoved(dump.table());
        uncertain.clear();
        told.read();
        stale = false;
        tally.read(at.wall(), took);
        return notes;
    }

    @SuppressWarnings("ReferenceEquality") // the same object is the cheap sign of no change
    private void take(VirtualServerKey key, @Nullable VirtualServerEntry present, VirtualServerCounters counted) {
        if (uncertain.contains(key) || !asDesired.contains(key) || believed.entry(key) != present) {
            dirty.add(key);
        }
        believed.set(key, present);
        if (counters.put(key, counted) != counted) {
            book.changed(key);
        }
    }

    /// The steps that remove everything that is ours.
    public List<Step> removal() {
        List<Step> steps = new ArrayList<>();
        for (VirtualServerKey key : ours) {
            if (believed.entry(key) != null || uncertain.contains(key)) {
                steps.add(new Step.DeleteVirtualServer(key));
            }
        }
        return steps;
    }

    /// What shall be in the table now.
    public IpvsTable desired() {
        Map<VirtualServerKey, VirtualServerEntry> entries = new LinkedHashMap<>();
        pools.forEach((key, pool) -> entries.put(key, standings.departures().with(key, pool.desired(key))));
        return new IpvsTable(entries);
    }

    /// What would be in the table behind a reload.
    ///
    /// @param configured in the order of the file, no key twice
    /// @param actual what is there of it
    public IpvsTable desired(List<VirtualServer> configured, IpvsTable actual) {
        return standings.preview(configured, actual, readAt);
    }

    /// What becomes of virtual servers that are not ours.
    Foreign foreign() {
        return others.status().foreign();
    }

    /// Why the table refused a step the last time; null where it did not.
    public @Nullable String refusal(Step step) {
        return told.refusal(step);
    }

    /// What is known now.
    ///
    /// @param kind where the table is
    public TableStatus status(TableKind kind) {
        return new TableStatus(
                kind,
                acknowledged,
                book.list(pools, believed, counters, told::refusal, standings),
                tally.totals(standings.totals()),
                standings.applied(),
                others.status(),
                WholeStatus.NONE);
    }

    private void forgetRemoved(IpvsTable table) {
        Set<VirtualServerKey> left = new LinkedHashSet<>(ours);
        left.removeIf(key -> !pools.containsKey(key) && !table.virtualServers().containsKey(key));
        if (left.size() < ours.size()) {
            ours = Collections.unmodifiableSet(left);
            counters.keySet().retainAll(left);
            asDesired.retainAll(left);
        }
    }
}
