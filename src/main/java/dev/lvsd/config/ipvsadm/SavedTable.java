package dev.lvsd.config.ipvsadm;

import dev.lvsd.config.text.Position;
import dev.lvsd.ipvs.IpvsTable;
import dev.lvsd.ipvs.RealServerOptions;
import dev.lvsd.ipvs.VirtualServerEntry;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.ipvs.VirtualServerOptions;
import dev.lvsd.net.Endpoint;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the commands of a file make of an empty table.
///
/// @param services in the order of the file
public record SavedTable(List<Service> services) {
    /// Copies the list.
    public SavedTable {
        services = List.copyOf(services);
    }

    /// A virtual server.
    ///
    /// @param position where its command stands
    /// @param key which it is
    /// @param options its options
    /// @param realServers in the order of the file; unmodifiable
    public record Service(
            Position position,
            VirtualServerKey key,
            VirtualServerOptions options,
            Map<Endpoint, RealServer> realServers) {
        /// Copies the real servers.
        public Service {
            realServers = Collections.unmodifiableMap(new LinkedHashMap<>(realServers));
        }
    }

    /// A real server.
    ///
    /// @param position where its command stands
    /// @param options its options
    public record RealServer(Position position, RealServerOptions options) {}

    /// The table as such.
    public IpvsTable table() {
        Map<VirtualServerKey, VirtualServerEntry> entries = new LinkedHashMap<>();
        for (Service service : services) {
            Map<Endpoint, RealServerOptions> realServers = new LinkedHashMap<>();
            service.realServers().forEach((endpoint, server) -> realServers.put(endpoint, server.options()));
            entries.put(service.key(), VirtualServerEntry.of(service.options(), realServers));
        }
        return new IpvsTable(entries);
    }
}
