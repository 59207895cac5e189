package dev.lvsd.ipvs.reconciler;

import dev.lvsd.ipvs.TableKind;
import dev.lvsd.ipvs.whole.WholeStatus;
import dev.lvsd.orders.AppliedOrder;
import java.util.List;

/// What the reconciler knows at one moment; immutable.
///
/// @param kind where the table is
/// @param acknowledged whether the table has answered the first batch of steps
/// @param virtualServers in the order of the configuration
/// @param totals what was done so far
/// @param orders operators' orders, the first given first
/// @param others what other programs have in the table
/// @param whole what belongs to the table as a whole
public record TableStatus(
        TableKind kind,
        boolean acknowledged,
        List<VirtualServerStatus> virtualServers,
        TableTotals totals,
        List<AppliedOrder> orders,
        OthersStatus others,
        WholeStatus whole) {
    /// Copies the lists.
    public TableStatus {
        virtualServers = List.copyOf(virtualServers);
        orders = List.copyOf(orders);
    }

    /// Before the first read.
    static TableStatus unread(TableKind kind) {
        return new TableStatus(
                kind, false, List.of(), TableTotals.ZERO, List.of(), OthersStatus.NONE, WholeStatus.NONE);
    }

    /// The same with what belongs to the table as a whole.
    TableStatus with(WholeStatus now) {
        return new TableStatus(kind, acknowledged, virtualServers, totals, orders, others, now);
    }
}
