package dev.lvsd.cli;

import dev.lvsd.control.CheckSnapshot;
import dev.lvsd.control.DaemonSnapshot;
import dev.lvsd.control.ExampleSnapshot;
import dev.lvsd.control.Health;
import dev.lvsd.control.QuorumSnapshot;
import dev.lvsd.control.OthersSnapshot;
import dev.lvsd.control.RealServerSnapshot;
import dev.lvsd.control.ReloadOutcome;
import dev.lvsd.control.ReloadSnapshot;
import dev.lvsd.control.MaintenanceSnapshot;
import dev.lvsd.control.OrderSnapshot;
import dev.lvsd.control.OrderedServerSnapshot;
import dev.lvsd.control.OrdersSnapshot;
import dev.lvsd.control.NoAcceptSnapshot;
import dev.lvsd.control.NotificationsSnapshot;
import dev.lvsd.control.RoutingSnapshot;
import dev.lvsd.control.ServiceDetails;
import dev.lvsd.control.Snapshot;
import dev.lvsd.control.StandingSnapshot;
import dev.lvsd.control.StaticEntrySnapshot;
import dev.lvsd.control.SyncGroupSnapshot;
import dev.lvsd.control.SorryServerSnapshot;
import dev.lvsd.control.SysctlSnapshot;
import dev.lvsd.control.TableSnapshot;
import dev.lvsd.control.TrackedSnapshot;
import dev.lvsd.control.TrafficSnapshot;
import dev.lvsd.control.VirtualServerSnapshot;
import dev.lvsd.control.WholeTableSnapshot;
import dev.lvsd.control.VrrpInstanceSnapshot;
import dev.lvsd.control.VrrpInstanceSnapshot.Counters;
import dev.lvsd.control.VrrpInstanceSnapshot.HeldAddress;
import dev.lvsd.control.VrrpInstanceSnapshot.Master;
import dev.lvsd.control.VrrpState;
import dev.lvsd.ipvs.Forwarding;
import dev.lvsd.net.Family;
import dev.lvsd.net.Protocol;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Directors in trouble, for the golden renderings.
final class Directors {
    static final Instant AT = Instant.parse("2026-11-21T12:00:00Z");
    private static final String LONG = "2001:db8:1234:5678:9abc:def0:1234:5678";

    private Directors() {}

    /// Everything is long: addresses, names, numbers, reasons.
    static Snapshot wide() {
        List<RealServerSnapshot> realServers = List.of(
                realServer(LONG, Integer.MAX_VALUE, Health.UP),
                realServer("2001:db8::89", 0, Health.DOWN),
                realServer("255.255.255.255", 1, Health.UNKNOWN));
        return new Snapshot(
                AT,
                new DaemonSnapshot(
                        "0.1.0", 4194304, "director-one.example.net", AT, Duration.ofDays(400), false,
                        "/srv/configuration/of/the/load/balancers/in/the/second/data/centre/keepalived.conf",
                        "keepalived", "/var/lib/lvsd", "normal: SCHED_FIFO is not permitted (EPERM), CAP_SYS_NICE",
                        null, 1234567,
                        List.of("/etc/keepalived/keepalived.conf:12:5: snmp_socket is not supported yet; "
                                + "ignored"),
                        new ReloadSnapshot(
                                AT.minusSeconds(90), ReloadOutcome.REFUSED, "2 errors, nothing was changed: "
                                        + "/etc/keepalived/keepalived.conf:12:5: error: an interface is missing",
                                3, 1)),
                new MaintenanceSnapshot("root (sudo: alice)", AT.minusSeconds(3700),
                        "the kernel of the second data centre's load balancers is upgraded, ticket 2026-11-4711"),
                List.of(
                        instance("VI_OF_THE_SECOND_DATA_CENTRE", VrrpState.FAULT, null, "interface ens192 is missing"),
                        instance("VI_2", VrrpState.BACKUP, new Master("192.0.2.74", 150), null),
                        instance("VI_3", VrrpState.BACKUP, null, null)),
                List.of(new SyncGroupSnapshot("VG_1", VrrpState.BACKUP, List.of("VI_2", "VI_3"),
                        List.of(new TrackedSnapshot("file", "offset", "up", -20L, "1", "number -20",
                                AT.minusSeconds(90), "/run/offset", null)),
                        AT.minusSeconds(90), 3, "a member lost against a better master")),
                List.of(new StaticEntrySnapshot("static_ipaddress", "192.0.2.1/24 brd 192.0.2.255 dev ens192", true,
                        null, 2), new StaticEntrySnapshot("static_ipaddress", "192.0.2.2/24 dev ens7", false,
                        "interface ens7 does not exist", 0)),
                new NotificationsSnapshot(
                        List.of(new NotificationsSnapshot.Scripts("INSTANCE", "VI_2", 3, 1, 2,
                                new NotificationsSnapshot.Run(AT.minusSeconds(30), "BACKUP", "exit status 1"))),
                        List.of(new NotificationsSnapshot.Pipe("/run/lvsd/notify", 4, 1, null)),
                        new NotificationsSnapshot.Mail(1, 1, 0, "connection refused")),
                List.of(
                        new VirtualServerSnapshot(
                                Protocol.UDP, LONG, 65535, null, Family.IPV6, "sh",
                                List.of("sh-fallback", "sh-port", "ops"), 2678400, realServers,
                                new ServiceDetails("web", "64", "sip", "ipvsadm -A -u [2001:db8::1]:443 -s sh: the"
                                        + " kernel has no module ip_vs_sh (try: modprobe ip_vs_sh)"), null, null),
                        new VirtualServerSnapshot(
                                null, null, null, 4294967295L, Family.IPV6, "wlc", List.of(), null,
                                List.of(realServer("2001:db8::90", 0, Health.UP)), ServiceDetails.NONE,
                                new QuorumSnapshot(false, 150, 20, 100, 170),
                                new SorryServerSnapshot(LONG, 443, Forwarding.DR, true, true, 1, 7, 9))),
                table(), SysctlSnapshot.NONE, orders(), wholeTable());
    }

    private static WholeTableSnapshot wholeTable() {
        return new WholeTableSnapshot(
                null,
                null,
                List.of(new WholeTableSnapshot.SyncDaemon(
                        "master", false,
                        new WholeTableSnapshot.Running("enp129s0f1np1", 255, 65507, "ff02::99", 65535, 255),
                        AT.minusSeconds(90_061), null), new WholeTableSnapshot.SyncDaemon(
                        "backup", true, null, null,
                        "start the backup sync daemon (mcast=enp129s0f1np1, syncid=255, group=ff02::99,"
                                + " port=65535, ttl=255): No such device (ENODEV)")),
                7, 3, "No such device (ENODEV)");
    }

    /// More virtual servers than fit a look, the last one with a real server down; the table is in memory.
    static Snapshot many() {
        List<VirtualServerSnapshot> virtualServers = IntStream.rangeClosed(1, 30)
                .mapToObj(i -> new VirtualServerSnapshot(
                        Protocol.TCP, "192.0.2." + i, 80, null, Family.IPV4, "rr", List.of(), null,
                        List.of(realServer("198.51.100." + i, 1, i == 30 ? Health.DOWN : Health.UP))))
                .toList();
        TableSnapshot memory = new TableSnapshot(
                TableSnapshot.Kind.MEMORY, new TreeMap<>(), 0, 0, 0, null, null, null, OthersSnapshot.NONE);
        Snapshot example = ExampleSnapshot.whole();
        return new Snapshot(
                AT, example.daemon(), null, List.of(), List.of(), List.of(), ExampleSnapshot.notifications(),
                virtualServers, memory, SysctlSnapshot.NONE, OrdersSnapshot.NONE,
                WholeTableSnapshot.NONE);
    }

    private static VrrpInstanceSnapshot instance(
            String name, VrrpState state, @Nullable Master master, @Nullable String fault) {
        return new VrrpInstanceSnapshot(
                name, "ens192", 255, 3, state, 90, 90, master, Duration.ofMillis(100), Duration.ofNanos(364_843_750),
                List.of(new HeldAddress("192.0.2.113/24", "ens192", "ens192:1", false)), List.of(),
                state == VrrpState.FAULT ? AT.minusSeconds(59) : null, 0, fault,
                Counters.of(0, 12, 0, 0, Map.of("unknown_unicast_sender", 7L, "checksum", 1L), Map.of("late", 2L)),
                List.of(),
                state == VrrpState.BACKUP ? "replaces " + LONG + " in 7 s (preempt_delay)" : null, noAccept(state),
                List.of(),
                RoutingSnapshot.NONE);
    }

    private static @Nullable NoAcceptSnapshot noAccept(VrrpState state) {
        return state == VrrpState.FAULT ? new NoAcceptSnapshot("lvsd", false, 1, 2, null) : null;
    }

    private static RealServerSnapshot realServer(String address, int weight, Health health) {
        boolean inTable = health == Health.UP;
        String target = address.indexOf(':') < 0 ? address + ":443" : "[" + address + "]:8443";
        String result = health == Health.DOWN ? "no answer within 3 s" : null;
        long notRun = health == Health.UNKNOWN ? 4 : 0;
        List<CheckSnapshot> checks = List.of(new CheckSnapshot(
                "TCP_CHECK", target, health, result, AT, Duration.ofSeconds(3), 10, 3, notRun));
        return new RealServerSnapshot(
                address, 443, Forwarding.TUN, inTable, inTable ? weight : 0, 100, 1234567, 98765432,
                health, health == Health.UNKNOWN ? null : AT.minusSeconds(90_061), checks, 0, 0, 0,
                TrafficSnapshot.ZERO, standing(health));
    }

    private static @Nullable StandingSnapshot standing(Health health) {
        return switch (health) {
            case UP -> new StandingSnapshot("draining", "root (sudo: alice)", AT.minusSeconds(192),
                    "kernel upgrade, ticket 2026-11-4711", AT.minusSeconds(192), AT.plusSeconds(700), 0);
            case DOWN -> new StandingSnapshot("disabled", "uid 1005", AT.minusSeconds(90_000), "",
                    AT.minusSeconds(90_000), null, 0);
            case UNKNOWN -> null;
        };
    }

    /// Everything that can be ordered, at its longest.
    static OrdersSnapshot orders() {
        Instant at = AT.minusSeconds(192);
        String why = "the disks are replaced, and the kernel with them: ticket 2026-11-4711";
        OrderedServerSnapshot draining = new OrderedServerSnapshot(
                "tcp/192.0.2.1:80", "192.0.2.21:80", true, 0, 100, 12, 3,
                new StandingSnapshot("draining", "alice", at, "kernel upgrade", at, AT.plusSeconds(700), 0));
        OrderedServerSnapshot drained = new OrderedServerSnapshot(
                "tcp/[" + LONG + "]:65535", "[" + LONG + "]:8443", false, 0, 100, 0, 0,
                new StandingSnapshot("drained", "root (sudo: alice)", at, why, at, null, 15));
        OrderedServerSnapshot ramping = new OrderedServerSnapshot(
                "fwmark:7/ipv6", "[2001:db8::21]:0", true, 37, 100, 1, 1,
                new StandingSnapshot("ramping", "uid 1005", at, "", at, null, 0));
        OrderedServerSnapshot leaving = new OrderedServerSnapshot(
                "tcp/192.0.2.1:80", "192.0.2.29:80", true, 0, 0, 2, 0,
                new StandingSnapshot("leaving", null, null, "", at, AT.plusSeconds(86_400), 0));
        return new OrdersSnapshot(
                List.of(
                        new OrderSnapshot("drain", "tcp/192.0.2.1:80", "192.0.2.21:80", null, null,
                                Duration.ofMinutes(15), "alice", at, "kernel upgrade", List.of(draining)),
                        new OrderSnapshot("drain", null, "[" + LONG + "]:8443", null, null, null,
                                "root (sudo: alice)", at, why, List.of(drained)),
                        new OrderSnapshot("weight", "fwmark:7/ipv6", "[2001:db8::21]:0", 50, Duration.ofMinutes(5),
                                null, "uid 1005", at, "", List.of(ramping)),
                        new OrderSnapshot("disable", "udp/192.0.2.9:53", "192.0.2.29:53", null, null, null, "bob", at,
                                "", List.of())),
                List.of(leaving));
    }

    private static TableSnapshot table() {
        return new TableSnapshot(
                TableSnapshot.Kind.KERNEL, new TreeMap<>(Map.of("add_real_server", 2L)), 3, 2, 10, AT,
                Duration.ofMillis(2), "add UDP [" + LONG + "]:65535: No such file or directory",
                new OthersSnapshot("keep", 3, List.of("TCP [" + LONG + "]:65535", "FWM 7", "FWM 8"), 0, 0));
    }
}
