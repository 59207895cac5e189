package dev.lvsd.ipvs;

import java.util.Map;

/// A table as it was read, with the counters of that moment.
///
/// @param table the entries that were asked for and are there
/// @param counters counters of the same virtual servers; copied
/// @param others virtual servers that are there and were not asked for, with their options; copied
/// @param repeats lists that had to be read again because they changed while they were read
public record TableDump(
        IpvsTable table,
        Map<VirtualServerKey, VirtualServerCounters> counters,
        Map<VirtualServerKey, VirtualServerOptions> others,
        int repeats) {
    /// Nothing there.
    public static final TableDump EMPTY = new TableDump(IpvsTable.EMPTY, Map.of(), Map.of(), 0);

    /// Copies the maps.
    public TableDump {
        counters = Map.copyOf(counters);
        others = Map.copyOf(others);
    }
}
