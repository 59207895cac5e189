package dev.lvsd.ipvs;

import java.util.Map;

/// A table as it was read, with the counters of that moment.
///
/// @param table the entries that were asked for and are there
/// @param counters counters of the same virtual servers; copied
public record TableDump(IpvsTable table, Map<VirtualServerKey, VirtualServerCounters> counters) {
    /// Nothing there.
    public static final TableDump EMPTY = new TableDump(IpvsTable.EMPTY, Map.of());

    /// Copies the map.
    public TableDump {
        counters = Map.copyOf(counters);
    }
}
