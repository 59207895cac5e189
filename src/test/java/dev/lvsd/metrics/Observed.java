package dev.lvsd.metrics;

import dev.lvsd.check.CheckCounters;
import dev.lvsd.check.CheckId;
import dev.lvsd.check.CheckResult;
import dev.lvsd.check.CheckStatus;
import dev.lvsd.check.Health;
import dev.lvsd.config.Configuration;
import dev.lvsd.config.ConfigurationFile;
import dev.lvsd.config.Foreign;
import dev.lvsd.config.GroupTracking;
import dev.lvsd.config.Loaded;
import dev.lvsd.config.Notifications;
import dev.lvsd.config.RealServer;
import dev.lvsd.config.SorryServer;
import dev.lvsd.config.SysctlName;
import dev.lvsd.config.Syntax;
import dev.lvsd.config.Tracking;
import dev.lvsd.config.VirtualServer;
import dev.lvsd.config.RoutingText;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.config.VrrpSyncGroup;
import dev.lvsd.config.text.SourceText;
import dev.lvsd.ipvs.RealServerCounters;
import dev.lvsd.ipvs.Step;
import dev.lvsd.ipvs.SyncDaemon;
import dev.lvsd.ipvs.TableKind;
import dev.lvsd.ipvs.Timeouts;
import dev.lvsd.ipvs.whole.SyncDaemonStatus;
import dev.lvsd.ipvs.whole.WholeStatus;
import dev.lvsd.ipvs.TrafficCounters;
import dev.lvsd.ipvs.reconciler.OthersStatus;
import dev.lvsd.ipvs.reconciler.DrainEnd;
import dev.lvsd.ipvs.reconciler.DrainTotals;
import dev.lvsd.ipvs.reconciler.RealServerStatus;
import dev.lvsd.ipvs.reconciler.SorryServerStatus;
import dev.lvsd.ipvs.reconciler.TableStatus;
import dev.lvsd.ipvs.reconciler.TableTotals;
import dev.lvsd.ipvs.reconciler.VirtualServerStatus;
import dev.lvsd.net.IpAddress;
import dev.lvsd.pool.QuorumState;
import dev.lvsd.notify.NotifyStatus;
import dev.lvsd.notify.Subject;
import dev.lvsd.sysctl.SysctlEntry;
import dev.lvsd.sysctl.SysctlStatus;
import dev.lvsd.sysctl.SysctlWarning;
import dev.lvsd.track.ScriptCounts;
import dev.lvsd.track.TrackStatus;
import dev.lvsd.track.TrackerState;
import dev.lvsd.track.TrackerStates;
import dev.lvsd.vrrp.Counter;
import dev.lvsd.vrrp.FirewallStatus;
import dev.lvsd.vrrp.GroupStatus;
import dev.lvsd.vrrp.InstanceStatus;
import dev.lvsd.vrrp.LatenessRecorder;
import dev.lvsd.vrrp.Rejection;
import dev.lvsd.vrrp.Maintenance;
import dev.lvsd.vrrp.RouterState;
import dev.lvsd.vrrp.RoutingStatus;
import dev.lvsd.vrrp.StaticStatus;
import dev.lvsd.vrrp.VrrpStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Observations of directors that do not exist, from the text of their configuration.
final class Observed {
    static final Instant AT = Instant.parse("2026-11-21T12:00:00.250Z");

    private static final TrafficCounters TRAFFIC = new TrafficCounters(7, 6, 5, -1, 3, 0, 0, 0, 0, 0);
    private static final IpAddress.V4 MASTER = new IpAddress.V4(0xc0000249);
    private static final CheckResult FAILED = new CheckResult.Failed("connection refused", Duration.ofMillis(2));

    private Observed() {}

    /// A director of a configuration in YAML: master of everything, the table as configured, and the last real
    /// server of each virtual server down.
    static Observation director(String yaml) {
        return director(yaml, true);
    }

    /// The same while its start is not done, although the table has answered.
    static Observation starting(String yaml) {
        return director(yaml, false);
    }

    private static Observation director(String yaml, boolean ready) {
        Loaded loaded = ConfigurationFile.read(new SourceText("lvsd.yaml", yaml), Syntax.YAML, "lb1");
        Configuration configuration =
                Objects.requireNonNull(loaded.configuration(), () -> loaded.problems().render());
        return new Observation(
                new DaemonFacts("0.1.0", configuration.routerId(), AT, ready, 3,
                        Map.of("control", 1L, "metrics", 0L), 2, DaemonFacts.Load.REFUSED, AT, 3, 1),
                vrrp(configuration.vrrpInstances()),
                track(),
                table(configuration.virtualServers()),
                checks(configuration.virtualServers()),
                notifications(),
                sysctls(),
                TRAFFIC);
    }

    private static SysctlStatus sysctls() {
        SysctlName name = new SysctlName("net.ipv4.vs.expire_nodest_conn");
        return new SysctlStatus(List.of(new SysctlEntry(name, "0", "1", null, "Permission denied", "")), 2,
                List.of(new SysctlWarning("expire_nodest_conn", null, "hurts", "set it")));
    }

    /// A director of this many virtual servers with five real servers each.
    static Observation services(int count) {
        String realServers = IntStream.range(1, 6)
                .mapToObj(i -> "{address: 10.1." + i + ".1, port: 80, TCP_CHECK: {connect_timeout: 1}}")
                .collect(Collectors.joining(", ", "real_server: [", "]"));
        return director(IntStream.range(0, count)
                .mapToObj(i -> "  - {address: 10.0." + i / 250 + "." + i % 250
                        + ", port: 80, protocol: TCP, lb_kind: DR, " + realServers + "}\n")
                .collect(Collectors.joining("", "virtual_server:\n", "")));
    }

    private static TrackStatus track() {
        return new TrackStatus(List.of(
                new TrackStatus.Thing(new Tracking.Key(Tracking.Kind.SCRIPT, "check"),
                        TrackerState.down("exit status 1"), AT, "every 1.0 s as root",
                        new ScriptCounts(10, 4, 2, 1, 5, 30_000_000)),
                new TrackStatus.Thing(new Tracking.Key(Tracking.Kind.FILE, "offset"),
                        new TrackerState(TrackerState.Level.UP, -7, "number -7"), AT, "/run/offset", null)));
    }

    private static final RoutingStatus ROUTING = new RoutingStatus(
            RoutingText.parse(List.of("route blackhole 10.0.0.0/8", "rule from 10.0.0.0/8 preference 9 lookup 5"))
                    .stream()
                    .map(entry -> new RoutingStatus.Entry(entry, InstanceStatus.Held.YES)).toList(),
            3, 4);

    private static VrrpStatus vrrp(List<VrrpInstance> instances) {
        LatenessRecorder lateness = new LatenessRecorder();
        lateness.record(200_000);
        lateness.record(2_000_000_000);
        return new VrrpStatus(
                instances.stream()
                        .map(instance -> new InstanceStatus(
                                instance, RouterState.MASTER, instance.priority(), MASTER, 100, 1_000_000_000,
                                3_609_375_000L, AT, 2, "no master was heard",
                                new InstanceStatus.AddressStatus(InstanceStatus.Held.YES, 5, 0, 1, 7, 2, Set.of()),
                                Map.of(Counter.ADVERTS_SENT, 42L, Counter.ADVERT_LATENESS_MAX_NANOS, 2_000_000_000L),
                                Map.of(Rejection.CHECKSUM, 3L), lateness.recorded(), List.of(), "",
                                ROUTING))
                        .toList(),
                new StaticStatus(List.of(
                        new StaticStatus.Entry("static_ipaddress", "192.0.2.1/24 dev eth0", true, "", 2),
                        new StaticStatus.Entry("static_ipaddress", "192.0.2.2/24 dev eth7", false,
                                "interface eth7 does not exist", 0)), 1),
                TrackerStates.NONE,
                List.of(new GroupStatus(
                        new VrrpSyncGroup("VG_1", List.of("VI_1"), GroupTracking.NONE, Notifications.NONE),
                        RouterState.MASTER, AT, 2, "all members can take over")),
                1, 2, 3, "SCHED_FIFO 50", "SCHED_OTHER (EPERM)", "locked",
                new FirewallStatus("lvsd", 2, 1, 0, null), new Maintenance("alice", AT, "kernel upgrade"));
    }

    private static NotifyStatus notifications() {
        return new NotifyStatus(
                List.of(new NotifyStatus.Told(new Subject(Subject.Kind.INSTANCE, "VI_1"), 4, 1, 2,
                        new NotifyStatus.Run(AT, "MASTER", "exit status 0", false))),
                List.of(new NotifyStatus.Pipe("/run/lvsd/notify", 7, 1, null)),
                new NotifyStatus.Mail(2, 1, 0, "connection refused"));
    }

    private static TableStatus table(List<VirtualServer> virtualServers) {
        TableTotals totals = new TableTotals(
                Map.of(Step.Kind.ADD_REAL_SERVER, 2L), 1, 2, 3, 4, null, AT, Duration.ofMillis(10),
                Duration.ofMillis(20), Duration.ofMillis(30), 2, Duration.ofMillis(40),
                new DrainTotals(Map.of(DrainEnd.Result.DEADLINE, 1L), 5, 6));
        return new TableStatus(
                TableKind.KERNEL, true, virtualServers.stream().map(Observed::virtualServer).toList(), totals,
                List.of(), new OthersStatus(Foreign.REMOVE, 5, List.of(), 6, 7), wholeTable());
    }

    private static WholeStatus wholeTable() {
        SyncDaemon backup = new SyncDaemon(
                SyncDaemon.Role.BACKUP, "eth0", 51, 1472, SyncDaemon.GROUP, SyncDaemon.PORT, SyncDaemon.TTL);
        return new WholeStatus(
                new Timeouts(1800, 0, 0), new Timeouts(1800, 120, 300), new Timeouts(900, 0, 0),
                List.of(new SyncDaemonStatus(SyncDaemon.Role.BACKUP, true, backup, AT, null)), 5, 6, "EINVAL");
    }

    private static VirtualServerStatus virtualServer(VirtualServer configured) {
        List<RealServerStatus> realServers = new ArrayList<>();
        for (RealServer server : configured.realServers()) {
            boolean down = server.equals(configured.realServers().getLast());
            realServers.add(new RealServerStatus(
                    server.endpoint(), server.endpoint(), down ? Health.DOWN : Health.UP, AT, server.options(),
                    down ? null : server.options(), down ? null : server.options(),
                    new RealServerCounters(-1, 2, 3, TRAFFIC), null));
        }
        return new VirtualServerStatus(
                configured.key(), configured.key(), "web", configured.options(), configured.options(),
                TRAFFIC,
                new QuorumState(true, configured.quorum(), 1, 1), sorryServer(configured.sorryServer()), realServers,
                null);
    }

    private static @Nullable SorryServerStatus sorryServer(@Nullable SorryServer configured) {
        return configured == null
                ? null
                : new SorryServerStatus(
                        configured.endpoint(), true, configured.options(), configured.options(),
                        new RealServerCounters(2, 3, 4, TRAFFIC));
    }

    private static List<CheckStatus> checks(List<VirtualServer> virtualServers) {
        List<CheckStatus> checks = new ArrayList<>();
        for (VirtualServer virtualServer : virtualServers) {
            for (RealServer server : virtualServer.realServers()) {
                server.checks().forEach(spec -> checks.add(new CheckStatus(
                        new CheckId(virtualServer.key(), server.endpoint(), 0), spec.keyword(), spec.target(),
                        Health.DOWN, AT, FAILED, AT, AT, 0, CheckCounters.ZERO)));
            }
        }
        return checks;
    }
}
