package dev.lvsd.control;

import dev.lvsd.control.VrrpInstanceSnapshot.Counters;
import dev.lvsd.control.VrrpInstanceSnapshot.HeldAddress;
import dev.lvsd.control.VrrpInstanceSnapshot.Master;
import dev.lvsd.ipvs.Forwarding;
import dev.lvsd.net.Family;
import dev.lvsd.net.Protocol;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A director that does not exist, with documentation addresses (RFC 5737): master of one virtual router, one
/// virtual server with two real servers, one of them down. The build's rehearsal and tests use it.
public final class ExampleSnapshot {
    private static final Instant AT = Instant.parse("2026-11-21T12:00:00Z");

    private ExampleSnapshot() {}

    /// The whole of it.
    public static Snapshot whole() {
        return new Snapshot(
                AT, daemon(), null, List.of(virtualRouter()), List.of(), List.of(), notifications(),
                List.of(virtualServer()), table(), sysctls(), OrdersSnapshot.NONE, wholeTable());
    }

    private static SysctlSnapshot sysctls() {
        String nodest = "net.ipv4.vs.expire_nodest_conn";
        String quiescent = "net.ipv4.vs.expire_quiescent_template";
        return new SysctlSnapshot(
                List.of(new SysctlSnapshot.Entry(nodest, "1", "1", "0", null,
                                "ends connections of removed servers"),
                        new SysctlSnapshot.Entry(quiescent, "0", null, null, null, "weight 0 ends persistence, too"),
                        new SysctlSnapshot.Entry("net.ipv4.conf.eth7.rp_filter", null, "2", null, "is not there",
                                "strange sources: 1 strict, 2 loose")),
                1, List.of("with net.ipv4.vs.expire_quiescent_template 0, persistence keeps clients"));
    }

    private static DaemonSnapshot daemon() {
        Duration uptime = Duration.ofMinutes(133);
        return new DaemonSnapshot(
                "0.1.0", 1234, "lb1", AT.minus(uptime), uptime, true, "/etc/lvsd/lvsd.yaml", "yaml", "/var/lib/lvsd",
                "SCHED_FIFO 50", "http://127.0.0.1:9166/metrics", 0,
                List.of("/etc/lvsd/lvsd.yaml: others may read the password in it; chmod 640"),
                new ReloadSnapshot(AT.minusSeconds(600), ReloadOutcome.APPLIED, "1 change", 1, 0));
    }

    /// Nothing was told to anybody.
    public static NotificationsSnapshot notifications() {
        return new NotificationsSnapshot(List.of(), List.of(), new NotificationsSnapshot.Mail(0, 0, 0, null));
    }

    private static VrrpInstanceSnapshot virtualRouter() {
        return new VrrpInstanceSnapshot(
                "VI_1",
                "ens192",
                51,
                2,
                VrrpState.MASTER,
                100,
                100,
                new Master("192.0.2.73", 100),
                Duration.ofSeconds(1),
                Duration.ofNanos(3_609_375_000L),
                List.of(new HeldAddress("192.0.2.113/32", "ens192", null, true)),
                List.of(new TrackedSnapshot("script", "check-app", "up", null, "-20", "exit status 0",
                        AT.minusSeconds(7979), "every 5.0 s as root",
                        new TrackedSnapshot.Runs(1595, 0, 0, 0, 0, Duration.ofMillis(3)))),
                AT.minusSeconds(7975),
                2,
                null,
                Counters.of(7975, 4, 0, 1, Map.of("checksum", 3L, "version", 0L), Map.of()),
                List.of("adverts of 192.0.2.74 are rejected: checksum is wrong"),
                null, null, List.of(),
                new RoutingSnapshot(
                        List.of(new RoutingSnapshot.Entry("198.51.100.0/24 via 192.0.2.1 dev ens192", true)),
                        List.of()));
    }

    private static VirtualServerSnapshot virtualServer() {
        RealServerSnapshot up = new RealServerSnapshot(
                "192.0.2.87", 80, Forwarding.DR, true, 100, 100, 3, 12, Health.UP, AT.minusSeconds(7979),
                List.of(check("192.0.2.87:80", Health.UP, "passed", 0)), 41, 0, 0, traffic(), null);
        RealServerSnapshot down = new RealServerSnapshot(
                "192.0.2.89", 80, Forwarding.DR, false, 0, 100, 0, 0, Health.DOWN, AT.minusSeconds(192),
                List.of(check("192.0.2.89:80", Health.DOWN, "connection refused", 33)));
        return new VirtualServerSnapshot(
                Protocol.TCP, "192.0.2.113", 80, null, Family.IPV4, "wlc", List.of(), 600, List.of(up, down),
                null, null, null, null, null, null, traffic());
    }

    private static TrafficSnapshot traffic() {
        return new TrafficSnapshot(
                4_172_993, 29_210_951, 0, 104_267_203_512L, 0, new TrafficSnapshot.Rates(12, 86, 0, 306_512, 0));
    }

    private static CheckSnapshot check(String target, Health health, String result, long failures) {
        return new CheckSnapshot(
                "TCP_CHECK", target, health, result, AT.minusSeconds(2), Duration.ofNanos(412_000), 1330, failures, 0);
    }

    /// Its screen.
    public static TopSnapshot top() {
        return new TopSnapshot(
                AT, "lb1", List.of(new TopSnapshot.Instance("VI_1", VrrpState.MASTER)),
                new TopSnapshot.Totals(1, 2, 1, 3, 12), traffic(), AT.minusSeconds(3), TableSnapshot.Kind.KERNEL,
                List.of(virtualServer()));
    }

    /// Its connections.
    public static ConnectionsSnapshot connections() {
        return new ConnectionsSnapshot(
                AT, null, true, 2, 2, 0, Duration.ofMillis(1),
                List.of(
                        new ConnectionsSnapshot.One("TCP", 899, "ESTABLISHED", false, "192.0.2.10:55540",
                                "192.0.2.113:80", "192.0.2.87:80", null, null),
                        new ConnectionsSnapshot.One("TCP", 4242, "NONE", true, "192.0.2.0:0", "192.0.2.113:80",
                                "192.0.2.87:80", null, null)),
                List.of(), 0, 0, List.of());
    }

    private static WholeTableSnapshot wholeTable() {
        return new WholeTableSnapshot(
                new WholeTableSnapshot.Timeouts(1800, 120, 60),
                new WholeTableSnapshot.Timeouts(900, 0, 300),
                List.of(new WholeTableSnapshot.SyncDaemon(
                        "master", true, new WholeTableSnapshot.Running("ens192", 51, 1472, "224.0.0.81", 8848, 1),
                        AT.minusSeconds(600), null)),
                0,
                0,
                null);
    }

    private static TableSnapshot table() {
        return new TableSnapshot(
                TableSnapshot.Kind.KERNEL,
                new TreeMap<>(Map.of("add_virtual_server", 1L, "add_real_server", 2L, "delete_real_server", 1L)),
                0,
                0,
                1596,
                AT.minusSeconds(3),
                Duration.ofNanos(1_200_000),
                null,
                OthersSnapshot.NONE);
    }
}
