package dev.lvsd.cli;

import dev.lvsd.control.Health;
import dev.lvsd.control.RealServerSnapshot;
import dev.lvsd.control.TrafficSnapshot;
import dev.lvsd.control.VirtualServerSnapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A column of `lvsctl top` behind the name, in the order of the screen. Where the screen is narrow those of the
/// least rank remain.
enum TopColumn {
    WEIGHT("Weight", 6, 6),
    ACTIVE("Active", 6, 0),
    INACTIVE("InAct", 6, 5),
    CPS("Conn/s", 6, 1),
    IN_BYTES("InB/s", 5, 3),
    OUT_BYTES("OutB/s", 6, 4),
    IN_PACKETS("InP/s", 5, 7),
    OUT_PACKETS("OutP/s", 6, 8),
    PERSISTENT("Persist", 7, 9),
    CONNECTIONS("Conns", 6, 10),
    IN_TOTAL("InBytes", 7, 11),
    OUT_TOTAL("OutBytes", 8, 12),
    HEALTH("Health", 7, 2);

    private final String head;
    private final int width;
    private final int rank;

    TopColumn(String head, int width, int rank) {
        this.head = head;
        this.width = width;
        this.rank = rank;
    }

    /// The columns that fit, in the order of the screen.
    ///
    /// @param room characters behind the name; each column takes one blank more than its width
    static List<TopColumn> fitting(int room) {
        List<TopColumn> fitting = new ArrayList<>();
        int left = room;
        for (TopColumn column : List.of(values()).stream().sorted(Comparator.comparingInt(c -> c.rank)).toList()) {
            left -= column.width + 1;
            if (left < 0) {
                break;
            }
            fitting.add(column);
        }
        fitting.sort(Comparator.naturalOrder());
        return fitting;
    }

    /// Characters of some columns together, with the blank before each.
    static int width(List<TopColumn> columns) {
        return columns.stream().mapToInt(column -> column.width + 1).sum();
    }

    /// A cell with the blank before it: health stands left, numbers right.
    String cell(String text) {
        String pad = " ".repeat(Math.max(0, width - text.length()));
        return this == HEALTH ? " " + text + pad : " " + pad + text;
    }

    String head() {
        return cell(head);
    }

    /// The cell of a real server.
    String of(RealServerSnapshot realServer) {
        return this == HEALTH
                ? cell(realServer.health().word())
                : cell(realServer.inTable() ? Amount.of(value(realServer)) : "-");
    }

    private long value(RealServerSnapshot realServer) {
        return switch (this) {
            case WEIGHT -> realServer.weight();
            case ACTIVE -> realServer.activeConnections();
            case INACTIVE -> realServer.inactiveConnections();
            case PERSISTENT -> realServer.persistentConnections();
            case CPS, IN_BYTES, OUT_BYTES, IN_PACKETS, OUT_PACKETS, CONNECTIONS, IN_TOTAL, OUT_TOTAL ->
                value(realServer.traffic());
            case HEALTH -> 0;
        };
    }

    private long value(TrafficSnapshot traffic) {
        return switch (this) {
            case CPS -> traffic.rates().connections();
            case IN_BYTES -> traffic.rates().inBytes();
            case OUT_BYTES -> traffic.rates().outBytes();
            case IN_PACKETS -> traffic.rates().inPackets();
            case OUT_PACKETS -> traffic.rates().outPackets();
            case CONNECTIONS -> traffic.connections();
            case IN_TOTAL -> traffic.inBytes();
            case OUT_TOTAL -> traffic.outBytes();
            case WEIGHT, ACTIVE, INACTIVE, PERSISTENT, HEALTH -> 0;
        };
    }

    /// The cell of a virtual server: its own value where the kernel counts one, else the sum over its real servers.
    String of(VirtualServerSnapshot virtualServer) {
        return cell(switch (this) {
            case WEIGHT, ACTIVE, INACTIVE, PERSISTENT ->
                Amount.of(virtualServer.realServers().stream().mapToLong(this::value).sum());
            case CPS, IN_BYTES, OUT_BYTES, IN_PACKETS, OUT_PACKETS, CONNECTIONS, IN_TOTAL, OUT_TOTAL ->
                Amount.of(value(virtualServer.traffic()));
            case HEALTH -> up(virtualServer);
        });
    }

    private static String up(VirtualServerSnapshot virtualServer) {
        long up = virtualServer.realServers().stream()
                .filter(realServer -> realServer.health() == Health.UP)
                .count();
        return up + "/" + virtualServer.realServers().size();
    }
}
