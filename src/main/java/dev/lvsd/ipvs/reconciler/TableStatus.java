package dev.lvsd.ipvs.reconciler;

import dev.lvsd.ipvs.TableKind;
import java.util.List;

/// What the reconciler knows at one moment; immutable.
///
/// @param kind where the table is
/// @param acknowledged whether the table has answered the first batch of steps
/// @param virtualServers in the order of the configuration
/// @param totals what was done so far
public record TableStatus(
        TableKind kind, boolean acknowledged, List<VirtualServerStatus> virtualServers, TableTotals totals) {
    /// Copies the list.
    public TableStatus {
        virtualServers = List.copyOf(virtualServers);
    }

    /// Before the first read.
    static TableStatus unread(TableKind kind) {
        return new TableStatus(kind, false, List.of(), TableTotals.ZERO);
    }
}
