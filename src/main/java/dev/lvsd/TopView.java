package dev.lvsd;

import dev.lvsd.check.Health;
import dev.lvsd.control.TopSnapshot;
import dev.lvsd.control.TopSort;
import dev.lvsd.ipvs.RealServerOptions;
import dev.lvsd.ipvs.reconciler.RealServerStatus;
import dev.lvsd.ipvs.reconciler.VirtualServerStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Which virtual servers come first on the screen.
final class TopView {
    private TopView() {}

    /// The virtual servers with the greatest values, as many as the rows take; equal ones in the order of the
    /// configuration. The last one may have more rows than are left.
    static List<VirtualServerStatus> first(List<VirtualServerStatus> all, TopSort sort, int rows) {
        List<VirtualServerStatus> sorted = new ArrayList<>(all);
        Comparator<VirtualServerStatus> byValue = Comparator.comparingLong(status -> value(status, sort));
        sorted.sort(byValue.reversed());
        int taken = 0;
        int left = rows;
        while (taken < sorted.size() && left > 0) {
            left -= 1 + sorted.get(taken).realServers().size();
            taken++;
        }
        return sorted.subList(0, taken);
    }

    private static long value(VirtualServerStatus status, TopSort sort) {
        return switch (sort) {
            case CPS -> status.traffic().connectionsPerSecond();
            case ACTIVE -> active(status);
            case CONNS -> status.traffic().connections();
            case IN -> status.traffic().inBytesPerSecond();
            case OUT -> status.traffic().outBytesPerSecond();
            case WEIGHT -> weight(status);
        };
    }

    static TopSnapshot.Totals totals(List<VirtualServerStatus> all) {
        int realServers = 0;
        int up = 0;
        long active = 0;
        long inactive = 0;
        for (VirtualServerStatus status : all) {
            for (RealServerStatus realServer : status.realServers()) {
                realServers++;
                up += realServer.health() == Health.UP ? 1 : 0;
                active += Integer.toUnsignedLong(realServer.counters().activeConnections());
                inactive += Integer.toUnsignedLong(realServer.counters().inactiveConnections());
            }
        }
        return new TopSnapshot.Totals(all.size(), realServers, up, active, inactive);
    }

    private static long active(VirtualServerStatus status) {
        return status.realServers().stream()
                .mapToLong(realServer -> Integer.toUnsignedLong(realServer.counters().activeConnections()))
                .sum();
    }

    private static long weight(VirtualServerStatus status) {
        long weight = 0;
        for (RealServerStatus realServer : status.realServers()) {
            RealServerOptions actual = realServer.actual();
            weight += actual == null ? 0 : actual.weight();
        }
        return weight;
    }
}
