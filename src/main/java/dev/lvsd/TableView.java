package dev.lvsd;

import dev.lvsd.check.CheckCounters;
import dev.lvsd.check.CheckResult;
import dev.lvsd.check.CheckStatus;
import dev.lvsd.control.CheckSnapshot;
import dev.lvsd.control.Health;
import dev.lvsd.control.OthersSnapshot;
import dev.lvsd.control.QuorumSnapshot;
import dev.lvsd.control.RealServerSnapshot;
import dev.lvsd.control.ServiceDetails;
import dev.lvsd.control.SorryServerSnapshot;
import dev.lvsd.control.StandingSnapshot;
import dev.lvsd.control.TableSnapshot;
import dev.lvsd.control.VirtualServerSnapshot;
import dev.lvsd.ipvs.RealServerOptions;
import dev.lvsd.ipvs.SchedulerFlags;
import dev.lvsd.ipvs.TableKind;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.ipvs.VirtualServerOptions;
import dev.lvsd.ipvs.reconciler.OthersStatus;
import dev.lvsd.ipvs.reconciler.RealServerStatus;
import dev.lvsd.ipvs.reconciler.SorryServerStatus;
import dev.lvsd.ipvs.reconciler.TableStatus;
import dev.lvsd.ipvs.reconciler.TableTotals;
import dev.lvsd.ipvs.reconciler.VirtualServerStatus;
import dev.lvsd.net.Endpoint;
import dev.lvsd.pool.QuorumState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// The snapshot of table and checks: what the reconciler and the check scheduler know, put side by side.
final class TableView {
    private record Place(VirtualServerKey virtualServer, Endpoint realServer) {}

    private final Map<Place, List<CheckStatus>> checks = new HashMap<>();

    TableView(List<CheckStatus> statuses) {
        for (CheckStatus status : statuses) {
            Place place = new Place(status.id().virtualServer(), status.id().realServer());
            checks.computeIfAbsent(place, _ -> new ArrayList<>()).add(status);
        }
    }

    /// The virtual servers in the order of the configuration.
    List<VirtualServerSnapshot> virtualServers(TableStatus table) {
        return table.virtualServers().stream().map(this::virtualServer).toList();
    }

    /// How programming the table goes.
    static TableSnapshot table(TableStatus status) {
        TableTotals totals = status.totals();
        TreeMap<String, Long> steps = new TreeMap<>();
        totals.steps().forEach((kind, count) -> steps.put(kind.name().toLowerCase(Locale.ROOT), count));
        return new TableSnapshot(
                kind(status.kind()),
                steps,
                totals.errors(),
                totals.drift(),
                totals.reads(),
                totals.lastReadAt(),
                totals.lastReadAt() == null ? null : totals.lastRead(),
                totals.lastError(),
                others(status.others()));
    }

    private static OthersSnapshot others(OthersStatus others) {
        return new OthersSnapshot(
                others.foreign().word(), others.virtualServers(),
                others.first().stream().map(VirtualServerKey::toString).toList(), others.removed(), others.repeats());
    }

    private static TableSnapshot.Kind kind(TableKind kind) {
        return switch (kind) {
            case KERNEL -> TableSnapshot.Kind.KERNEL;
            case MEMORY -> TableSnapshot.Kind.MEMORY;
        };
    }

    /// One virtual server.
    VirtualServerSnapshot virtualServer(VirtualServerStatus status) {
        VirtualServerOptions options = Objects.requireNonNullElse(status.actual(), status.desired());
        return VirtualServerSnapshot.of(
                status.key(),
                ServiceDetails.of(status.group(), status.key().family(), options, status.refusal()),
                options.scheduler(),
                flags(options),
                options.isPersistent() ? options.timeoutSeconds() : null,
                status.realServers().stream()
                        .map(realServer -> realServer(status.virtualServer(), realServer))
                        .toList(),
                quorum(status.quorum()),
                status.sorryServer() == null ? null : sorryServer(status.sorryServer()),
                TrafficView.traffic(status.traffic()));
    }

    private static QuorumSnapshot quorum(QuorumState state) {
        return new QuorumSnapshot(
                state.isUp(), state.quorum().weight(), state.quorum().hysteresis(), state.live(), state.needed());
    }

    private static SorryServerSnapshot sorryServer(SorryServerStatus status) {
        RealServerOptions actual = status.actual();
        RealServerOptions options = Objects.requireNonNullElse(actual, status.configured());
        return new SorryServerSnapshot(
                status.endpoint().address().toString(),
                status.endpoint().port(),
                options.forwarding(),
                status.serves(),
                actual != null,
                actual == null ? 0 : actual.weight(),
                Integer.toUnsignedLong(status.counters().activeConnections()),
                Integer.toUnsignedLong(status.counters().inactiveConnections()),
                Integer.toUnsignedLong(status.counters().persistentConnections()),
                Integer.toUnsignedLong(options.upperThreshold()),
                Integer.toUnsignedLong(options.lowerThreshold()),
                TrafficView.traffic(status.counters().traffic()));
    }

    private static List<String> flags(VirtualServerOptions options) {
        List<String> flags = new ArrayList<>(SchedulerFlags.words(options.scheduler(), options.flags()));
        if (options.isOnePacket()) {
            flags.add(VirtualServerSnapshot.ONE_PACKET);
        }
        return flags;
    }

    private RealServerSnapshot realServer(VirtualServerKey virtualServer, RealServerStatus status) {
        RealServerOptions shown = shown(status);
        RealServerOptions actual = status.actual();
        RealServerOptions configured = status.configured();
        List<CheckStatus> itsChecks =
                checks.getOrDefault(new Place(virtualServer, status.configuredEndpoint()), List.of());
        return new RealServerSnapshot(
                status.endpoint().address().toString(),
                status.endpoint().port(),
                shown.forwarding(),
                actual != null,
                actual == null ? 0 : actual.weight(),
                configured == null ? 0 : configured.weight(),
                Integer.toUnsignedLong(status.counters().activeConnections()),
                Integer.toUnsignedLong(status.counters().inactiveConnections()),
                Health.valueOf(status.health().name()),
                status.since(),
                itsChecks.stream().map(TableView::check).toList(),
                Integer.toUnsignedLong(status.counters().persistentConnections()),
                Integer.toUnsignedLong(shown.upperThreshold()),
                Integer.toUnsignedLong(shown.lowerThreshold()),
                TrafficView.traffic(status.counters().traffic()),
                StandingSnapshot.of(status.standing()));
    }

    /// Every real server is configured, desired or in the table.
    private static RealServerOptions shown(RealServerStatus status) {
        RealServerOptions options = status.actual() != null ? status.actual() : status.configured();
        return options != null ? options : Objects.requireNonNull(status.desired());
    }

    private static CheckSnapshot check(CheckStatus status) {
        CheckResult last = status.last();
        CheckCounters counters = status.counters();
        return new CheckSnapshot(
                status.keyword(),
                status.target().toString(),
                Health.valueOf(status.state().name()),
                last == null ? null : last.text(),
                status.lastAt(),
                last == null ? null : last.duration(),
                counters.attempts(),
                counters.failed(),
                counters.notRun());
    }
}
