package dev.lvsd.ipvs.reconciler;

import dev.lvsd.config.DrainSettings;
import dev.lvsd.config.VirtualServer;
import dev.lvsd.ipvs.MemoryTable;
import dev.lvsd.ipvs.RealServerCounters;
import dev.lvsd.ipvs.Step;
import dev.lvsd.ipvs.TableDump;
import dev.lvsd.ipvs.TableKind;
import dev.lvsd.ipvs.TrafficCounters;
import dev.lvsd.ipvs.VirtualServerCounters;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.net.Endpoint;
import dev.lvsd.orders.GivenOrder;
import dev.lvsd.orders.Moment;
import dev.lvsd.orders.Order;
import dev.lvsd.orders.OrderBook;
import dev.lvsd.orders.OrderTarget;
import dev.lvsd.orders.Standing;
import dev.lvsd.pool.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// A reconciler core with a table whose counters and a clock that the test sets.
final class Bench {
    private final MemoryTable table = new MemoryTable();
    private final Map<VirtualServerKey, Map<Endpoint, RealServerCounters>> counters = new HashMap<>();
    private final List<Note> notes = new ArrayList<>();
    private Instant wall = Instant.parse("2026-11-21T10:00:00Z");
    DrainSettings drains = DrainSettings.DEFAULTS;
    ReconcilerCore core = begin(List.of(), Beforehand.NOTHING);

    /// Starts and programs an empty table.
    void start(VirtualServer... configured) {
        core = begin(List.of(configured), Beforehand.NOTHING);
        round();
    }

    /// Goes on in another process: nothing is done yet.
    void restart(VirtualServer... configured) {
        Standings before = core.standings();
        core = begin(List.of(configured), new Beforehand(before.book(), before.departures().list(), drains));
    }

    private ReconcilerCore begin(List<VirtualServer> configured, Beforehand beforehand) {
        return ReconcilerCore.starting(
                configured, Set.of(), beforehand, dump(table.all().keySet()), now(), Duration.ZERO);
    }

    Moment now() {
        return Cores.moment(wall);
    }

    List<Note> give(Endpoint realServer, Order order) {
        return give(OrderTarget.of(Samples.WEB, realServer), order);
    }

    List<Note> give(OrderTarget target, Order order) {
        GivenOrder given = new GivenOrder(target, order, "alice", wall, "why");
        List<Note> told = new ArrayList<>(core.follow(core.standings().with(given), now()));
        told.addFirst(new Note.Ordered(given, core.standings().applied().getLast().about()));
        return told;
    }

    void revoke(Endpoint realServer) {
        core.follow(core.standings().without(OrderTarget.of(Samples.WEB, realServer)), now());
    }

    List<Note> reload(VirtualServer... configured) {
        return core.reload(List.of(configured), drains, TableDump.EMPTY, now());
    }

    /// Steps for what is dirty, which the table does.
    List<String> round() {
        List<Step> steps = core.plan();
        core.applied(steps, table.apply(steps), Duration.ZERO);
        return steps.stream().map(Step::toString).toList();
    }

    List<String> rampAfter(int seconds) {
        wall = wall.plusSeconds(seconds);
        core.ramp(now().nanos());
        return round();
    }

    List<String> readAfter(int seconds) {
        wall = wall.plusSeconds(seconds);
        notes.addAll(core.read(dump(core.ours()), now(), Duration.ZERO));
        return round();
    }

    void addByHand(Endpoint realServer) {
        table.apply(List.of(new Step.AddRealServer(Samples.WEB, realServer, Samples.dr(1))));
    }

    void clients(VirtualServerKey key, Endpoint realServer, int connections, int templates) {
        count(key, realServer, new RealServerCounters(connections, 0, templates, TrafficCounters.ZERO));
    }

    void inactive(VirtualServerKey key, Endpoint realServer, int connections) {
        count(key, realServer, new RealServerCounters(0, connections, 0, TrafficCounters.ZERO));
    }

    private void count(VirtualServerKey key, Endpoint realServer, RealServerCounters seen) {
        counters.computeIfAbsent(key, _ -> new HashMap<>()).put(realServer, seen);
    }

    String lastEnd() {
        return OrderLines.of(((Note.DrainEnded) notes.getLast()).end());
    }

    TableStatus status() {
        return core.status(TableKind.MEMORY);
    }

    RealServerStatus realServer(Endpoint endpoint) {
        return status().virtualServers().getFirst().realServers().stream()
                .filter(one -> one.endpoint().equals(endpoint)).findFirst().orElseThrow();
    }

    Standing standing(Endpoint endpoint) {
        return Objects.requireNonNull(realServer(endpoint).standing());
    }

    Standing.Phase phase(Endpoint endpoint) {
        return standing(endpoint).phase();
    }

    private TableDump dump(Set<VirtualServerKey> keys) {
        TableDump dump = table.dump(keys);
        Map<VirtualServerKey, VirtualServerCounters> counted = new HashMap<>();
        dump.table().virtualServers().keySet().forEach(key -> counted.put(
                key, new VirtualServerCounters(TrafficCounters.ZERO, counters.getOrDefault(key, Map.of()))));
        return new TableDump(dump.table(), counted, dump.others(), 0);
    }
}
