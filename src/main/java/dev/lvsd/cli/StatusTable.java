package dev.lvsd.cli;

import dev.lvsd.control.DaemonSnapshot;
import dev.lvsd.control.Health;
import dev.lvsd.control.RealServerSnapshot;
import dev.lvsd.control.Snapshot;
import dev.lvsd.control.VirtualServerSnapshot;
import dev.lvsd.control.VrrpInstanceSnapshot;
import dev.lvsd.control.VrrpInstanceSnapshot.HeldAddress;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/// `lvsctl status` as text: who is master here and since when, what is served, and what is wrong.
final class StatusTable {
    /// Virtual servers shown; of more, those with a real server that is down come first.
    private static final int MOST = 20;
    private static final int TITLE = 42;

    private final Snapshot snapshot;
    private final Instant at;
    private final Page page = new Page();

    private StatusTable(Snapshot snapshot) {
        this.snapshot = snapshot;
        this.at = snapshot.at();
    }

    /// The text.
    static String render(Snapshot snapshot) {
        StatusTable table = new StatusTable(snapshot);
        table.daemon(snapshot.daemon());
        table.virtualRouters();
        table.virtualServers();
        table.warnings(snapshot.daemon().warnings());
        return table.page.toString();
    }

    private void daemon(DaemonSnapshot daemon) {
        page.line(2, "lvsd " + daemon.version() + " on " + daemon.routerId() + ", pid " + daemon.pid() + ", "
                + (daemon.ready() ? "ready" : "NOT READY") + ", up " + Elapsed.text(daemon.uptime()));
        if (snapshot.maintenance() != null) {
            page.line(4, "  " + MaintenanceLine.of(snapshot.maintenance(), at));
        }
        entry("configuration", daemon.configFile() + " (" + daemon.syntax() + ")");
        if (daemon.lastReload() != null) {
            entry("last reload", ReloadTable.last(daemon.lastReload(), at));
        }
        entry("IPVS table", TableLine.of(snapshot.table(), at));
        String others = OthersLine.of(snapshot.table().others());
        if (others != null) {
            entry("", others);
        }
        long followers = snapshot.orders().followers();
        if (!snapshot.orders().given().isEmpty()) {
            entry("orders", snapshot.orders().given().size() + ", followed by " + followers + " real server"
                    + (followers == 1 ? "" : "s") + "; lvsctl orders shows them");
        }
        WholeTableLines.add(snapshot.whole(), at, this::entry);
        entry("vrrp thread", daemon.scheduling());
        entry("metrics", daemon.metrics() == null ? "none" : daemon.metrics());
        if (daemon.lostLogLines() > 0) {
            entry("log", daemon.lostLogLines() + " lines were lost: they came faster than they were read");
        }
    }

    private void entry(String label, String value) {
        page.line(17, Page.pad("  " + label, 17) + value);
    }

    private void virtualRouters() {
        int width = snapshot.vrrpInstances().stream().mapToInt(i -> i.name().length()).max().orElse(0);
        page.gap().line(0, snapshot.vrrpInstances().isEmpty() ? "No VRRP instance is configured" : "VRRP instances");
        for (VrrpInstanceSnapshot instance : snapshot.vrrpInstances()) {
            int indent = 4 + Math.min(width, 20);
            page.columns("  " + instance.name(), indent - 1, VrrpTable.summary(instance, at));
            for (HeldAddress address : instance.virtualAddresses()) {
                page.line(indent, " ".repeat(indent) + VrrpTable.text(address));
            }
        }
    }

    private void virtualServers() {
        List<VirtualServerSnapshot> all = snapshot.virtualServers();
        page.gap();
        if (all.isEmpty()) {
            page.line(0, "No virtual server is configured");
            return;
        }
        page.columns("Virtual servers", TITLE, "Real servers  ActiveConn  InActConn");
        shown(all).forEach(this::virtualServer);
        if (all.size() > MOST) {
            page.line(2, "  " + MOST + " of " + all.size() + " are shown, those with a real server down first; "
                    + "lvsctl services shows all");
        }
    }

    private static List<VirtualServerSnapshot> shown(List<VirtualServerSnapshot> all) {
        if (all.size() <= MOST) {
            return all;
        }
        return all.stream()
                .collect(Collectors.partitioningBy(v -> count(v.realServers(), Health.DOWN) == 0))
                .entrySet().stream()
                .flatMap(e -> e.getValue().stream())
                .limit(MOST)
                .toList();
    }

    private void virtualServer(VirtualServerSnapshot virtualServer) {
        List<RealServerSnapshot> realServers = virtualServer.realServers();
        long active = realServers.stream().mapToLong(RealServerSnapshot::activeConnections).sum();
        long inactive = realServers.stream().mapToLong(RealServerSnapshot::inactiveConnections).sum();
        String up = count(realServers, Health.UP) + "/" + realServers.size() + " up";
        page.columns(
                "  " + ServicesTable.heading(virtualServer),
                TITLE,
                Page.pad(up, 14) + Page.pad(Long.toString(active), 12) + inactive);
        if (virtualServer.refusal() != null) {
            page.line(9, "       refused: " + virtualServer.refusal());
        }
        String quorum = QuorumLine.of(virtualServer);
        if (quorum != null) {
            page.line(9, "       " + quorum);
        }
        long unknown = count(realServers, Health.UNKNOWN);
        if (unknown > 0) {
            page.line(9, "       " + unknown + " not checked yet");
        }
        for (RealServerSnapshot realServer : realServers) {
            if (realServer.health() == Health.DOWN) {
                page.line(9, "       " + realServer.endpoint() + " is down" + downFor(realServer)
                        + ": " + HealthLine.reason(realServer));
            }
        }
    }

    private static long count(List<RealServerSnapshot> realServers, Health health) {
        return realServers.stream().filter(r -> r.health() == health).count();
    }

    private String downFor(RealServerSnapshot realServer) {
        String age = HealthLine.age(realServer, at);
        return age.isEmpty() ? "" : " for" + age;
    }

    private void warnings(List<String> warnings) {
        if (warnings.isEmpty()) {
            return;
        }
        page.gap().line(0, "Warnings");
        for (String warning : warnings) {
            warning.lines().forEach(line -> page.line(4, "  " + line));
        }
    }
}
