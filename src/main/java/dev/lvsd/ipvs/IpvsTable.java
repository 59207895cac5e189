package dev.lvsd.ipvs;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// An IPVS table as a value: the kernel's at one moment, or the one we want.
///
/// @param virtualServers entries in their order of programming; copied and unmodifiable
public record IpvsTable(Map<VirtualServerKey, VirtualServerEntry> virtualServers) {
    /// A table without entries.
    public static final IpvsTable EMPTY = new IpvsTable(Map.of());

    /// Copies the entries and keeps their order.
    public IpvsTable {
        virtualServers = Collections.unmodifiableMap(new LinkedHashMap<>(virtualServers));
    }
}
