package dev.lvsd.config;

import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.ipvs.VirtualServerOptions;
import dev.lvsd.net.Protocol;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One `virtual_server` block: one set of real servers with one health, behind one service of the table or, with a
/// group, behind many.
///
/// @param services in the order of the file, at least one, no key twice
/// @param group name of its `virtual_server_group`, null where it has an address or mark of its own
/// @param realServers in the order of the file, no address and port twice
/// @param quorum the weight that has to be up
/// @param sorryServer what serves otherwise, null for nothing
public record VirtualServer(
        List<Service> services,
        @Nullable String group,
        List<RealServer> realServers,
        Quorum quorum,
        @Nullable SorryServer sorryServer) {
    /// Copies the lists.
    public VirtualServer {
        services = List.copyOf(services);
        realServers = List.copyOf(realServers);
        if (services.isEmpty()) {
            throw new IllegalArgumentException("a virtual server without a service");
        }
    }

    /// A virtual server at one address, or for one firewall mark.
    public VirtualServer(
            VirtualServerKey key,
            VirtualServerOptions options,
            List<RealServer> realServers,
            Quorum quorum,
            @Nullable SorryServer sorryServer) {
        this(List.of(new Service(key, options)), null, realServers, quorum, sorryServer);
    }

    /// A virtual server for which any real server will do, and without a sorry server.
    public VirtualServer(VirtualServerKey key, VirtualServerOptions options, List<RealServer> realServers) {
        this(key, options, realServers, Quorum.ANY, null);
    }

    /// The first service's key, which stands for the virtual server in its checks and their reports.
    public VirtualServerKey key() {
        return services.getFirst().key();
    }

    /// The first service's options.
    public VirtualServerOptions options() {
        return services.getFirst().options();
    }

    /// The keys of all services.
    public List<VirtualServerKey> keys() {
        return services.stream().map(Service::key).toList();
    }

    /// What it is called in messages: `TCP 192.0.2.1:80`, `FWM 7`; `group web (TCP)`, since a group may have a virtual
    /// server of each protocol.
    public String title() {
        if (group == null) {
            return key().toString();
        }
        Protocol protocol = protocol();
        return "group " + group + (protocol == null ? "" : " (" + protocol + ")");
    }

    /// The protocol of the services that have an address, null where none has.
    public @Nullable Protocol protocol() {
        for (Service service : services) {
            if (service.key() instanceof VirtualServerKey.Address(Protocol protocol, _)) {
                return protocol;
            }
        }
        return null;
    }

    /// The same with some of its services only; null where it has none of them.
    public @Nullable VirtualServer only(Predicate<VirtualServerKey> wanted) {
        List<Service> left = services.stream().filter(service -> wanted.test(service.key())).toList();
        if (left.isEmpty()) {
            return null;
        }
        return left.size() == services.size() ? this
                : new VirtualServer(left, group, realServers, quorum, sorryServer);
    }
}
