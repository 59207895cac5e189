package dev.lvsd.cli;

import dev.lvsd.control.CheckSnapshot;
import dev.lvsd.control.Health;
import dev.lvsd.control.RealServerSnapshot;
import dev.lvsd.control.Snapshot;
import dev.lvsd.control.SorryServerSnapshot;
import dev.lvsd.control.StandingSnapshot;
import dev.lvsd.control.TableSnapshot;
import dev.lvsd.control.VirtualServerSnapshot;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// `lvsctl services` as a table: the columns of `ipvsadm -Ln`, and health.
final class ServicesTable {
    private static final String ARROW = "  -> ";
    private static final int NARROWEST_ADDRESS = "255.255.255.255:65535".length();
    /// Columns behind the address and the weight: forwarding method, connections, health and blanks.
    private static final int OTHER_COLUMNS = 44;

    private final Instant at;
    private final ZoneId zone;
    private final int addressWidth;
    private final int weightWidth;
    private final Page page = new Page();

    private ServicesTable(Instant at, ZoneId zone, List<RealServerSnapshot> realServers) {
        this.at = at;
        this.zone = zone;
        this.weightWidth = widest("Weight", realServers.stream().map(r -> Integer.toString(r.weight())));
        int widestAddress = realServers.stream().mapToInt(r -> r.endpoint().length()).max().orElse(0);
        this.addressWidth = Math.clamp(
                widestAddress,
                NARROWEST_ADDRESS,
                Math.max(NARROWEST_ADDRESS, Page.WIDTH - OTHER_COLUMNS - ARROW.length() - weightWidth));
    }

    /// The table.
    ///
    /// @param zone time zone of the moments in it
    static String render(Snapshot.Services services, ZoneId zone) {
        List<RealServerSnapshot> realServers =
                services.virtualServers().stream().flatMap(v -> v.realServers().stream()).toList();
        ServicesTable table = new ServicesTable(services.at(), zone, realServers);
        if (services.table().kind() == TableSnapshot.Kind.MEMORY) {
            table.page.line(0, TableLine.MEMORY);
        }
        table.head();
        services.virtualServers().forEach(table::add);
        String others = OthersLine.of(services.table().others());
        if (others != null) {
            table.page.line(5, others);
        }
        return table.page.toString();
    }

    private void head() {
        page.line(0, "Prot LocalAddress:Port Scheduler Flags");
        row("RemoteAddress:Port", "Forward", "Weight", "ActiveConn", "InActConn", "Health");
    }

    private void add(VirtualServerSnapshot virtualServer) {
        page.line(5, heading(virtualServer));
        if (virtualServer.refusal() != null) {
            page.line(5, "     refused: " + virtualServer.refusal());
        }
        String quorum = QuorumLine.of(virtualServer);
        if (quorum != null) {
            page.line(5, "     " + quorum);
        }
        virtualServer.realServers().forEach(realServer -> add(realServer, virtualServer.sorryServerServes()));
        if (virtualServer.sorryServer() != null) {
            add(virtualServer.sorryServer());
        }
    }

    private void add(SorryServerSnapshot sorryServer) {
        row(
                sorryServer.endpoint(),
                sorryServer.forwarding().word(),
                sorryServer.inTable() ? Integer.toString(sorryServer.weight()) : "-",
                sorryServer.inTable() ? Long.toString(sorryServer.activeConnections()) : "-",
                sorryServer.inTable() ? Long.toString(sorryServer.inactiveConnections()) : "-",
                "sorry server");
    }

    /// `TCP  192.0.2.1:80 wlc persistent 600`: ipvsadm's words in its order, then the group.
    static String heading(VirtualServerSnapshot virtualServer) {
        StringBuilder line = new StringBuilder(virtualServer.title()).append(' ').append(virtualServer.scheduler());
        List<String> flags = new ArrayList<>(virtualServer.flags());
        boolean onePacket = flags.remove(VirtualServerSnapshot.ONE_PACKET);
        if (!flags.isEmpty()) {
            line.append(" (").append(String.join(",", flags)).append(')');
        }
        if (virtualServer.persistenceTimeout() != null) {
            line.append(" persistent ").append(virtualServer.persistenceTimeout());
        }
        if (virtualServer.granularity() != null) {
            line.append(" mask ").append(virtualServer.granularity());
        }
        if (virtualServer.persistenceEngine() != null) {
            line.append(" pe ").append(virtualServer.persistenceEngine());
        }
        line.append(onePacket ? " ops" : "");
        if (virtualServer.group() != null) {
            line.append(" group ").append(virtualServer.group());
        }
        return line.toString();
    }

    private void add(RealServerSnapshot realServer, boolean sorryServerServes) {
        String health = realServer.health().word() + HealthLine.age(realServer, at);
        if (realServer.inTable()) {
            row(
                    realServer.endpoint(),
                    realServer.forwarding().word(),
                    Integer.toString(realServer.weight()),
                    Long.toString(realServer.activeConnections()),
                    Long.toString(realServer.inactiveConnections()),
                    health);
        } else {
            row(realServer.endpoint(), realServer.forwarding().word(), "-", "-", "-", health);
        }
        notes(realServer, sorryServerServes);
    }

    private void notes(RealServerSnapshot realServer, boolean sorryServerServes) {
        StandingSnapshot standing = realServer.standing();
        if (standing != null) {
            page.line(7, "     " + StandingLine.brief(standing, left(realServer), at, zone));
        }
        if (realServer.health() == Health.DOWN) {
            page.line(5, "     " + HealthLine.reason(realServer));
        }
        if (standing == null && realServer.inTable() && realServer.weight() != realServer.configuredWeight()) {
            page.line(5, "     weight " + realServer.weight() + " in the table, "
                    + realServer.configuredWeight() + " configured");
        }
        if (standing == null && !realServer.inTable() && realServer.health() != Health.DOWN) {
            page.line(5, "     not in the table" + (sorryServerServes ? ": the sorry server serves" : ""));
        }
        long notRun = realServer.checks().stream().mapToLong(CheckSnapshot::notRun).sum();
        if (notRun > 0) {
            page.line(5, "     " + notRun + " checks could not run on this node");
        }
    }

    /// Connections and persistence templates that a drain waits for.
    private static long left(RealServerSnapshot realServer) {
        return realServer.activeConnections() + realServer.persistentConnections();
    }

    private void row(
            String address, String forwarding, String weight, String active, String inactive, String health) {
        String rest = String.join(
                " ",
                Page.pad(forwarding, 7),
                Page.pad(weight, weightWidth),
                Page.pad(active, 10),
                Page.pad(inactive, 9),
                health);
        page.columns(ARROW + address, ARROW.length() + addressWidth, rest);
    }

    private static int widest(String head, Stream<String> cells) {
        return Math.max(head.length(), cells.mapToInt(String::length).max().orElse(0));
    }
}
