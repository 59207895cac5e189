package dev.lvsd.ipvs.connections;

import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.net.Endpoint;
import dev.lvsd.net.IpAddress;
import dev.lvsd.net.Prefix;
import dev.lvsd.net.Protocol;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which connections are asked for; null is no matter.
///
/// The list does not name the virtual server, but an address, port and protocol. What belongs to a virtual server of
/// every port is what belongs to none with that port; of one with a firewall mark, what goes to its real servers and
/// belongs to no other.
///
/// @param virtualServer of this one
/// @param known all virtual servers
/// @param realServers addresses of its real servers; matters with a firewall mark
/// @param destination to this address
/// @param port to this port of a real server
/// @param state in this state
/// @param client from this network
/// @param templates persistence templates alone
public record ConnectionFilter(
        @Nullable VirtualServerKey virtualServer,
        Set<VirtualServerKey> known,
        Set<IpAddress> realServers,
        @Nullable IpAddress destination,
        @Nullable Integer port,
        @Nullable String state,
        @Nullable Prefix client,
        boolean templates) {
    private static final int FTP = 21;

    /// All of the list.
    public static final ConnectionFilter ALL =
            new ConnectionFilter(null, Set.of(), Set.of(), null, null, null, null, false);

    /// Copies the sets.
    public ConnectionFilter {
        known = Set.copyOf(known);
        realServers = Set.copyOf(realServers);
    }

    /// Whether a connection is asked for.
    boolean matches(ConnectionLine line) {
        return (virtualServer == null || belongs(line, virtualServer))
                && (destination == null || line.destination().is(destination))
                && (port == null || line.destination().port() == port)
                && (state == null || line.isState(state))
                && (client == null || isFrom(line, client))
                && (!templates || line.isTemplate());
    }

    private static boolean isFrom(ConnectionLine line, Prefix network) {
        IpAddress address = line.clientAddress();
        return address.family() == network.address().family() && network.contains(address);
    }

    private boolean belongs(ConnectionLine line, VirtualServerKey key) {
        return switch (key) {
            case VirtualServerKey.Address(Protocol protocol, Endpoint endpoint) ->
                line.isProtocol(protocol.name())
                        && line.virtual().is(endpoint.address())
                        && isPort(line, protocol, endpoint);
            case VirtualServerKey.Fwmark(var family, int mark) ->
                line.isProtocol("IP")
                        ? line.virtual().isMark(mark) && line.clientAddress().family() == family
                        : realServers.contains(line.destination().address())
                                && line.clientAddress().family() == family
                                && !isOfAnAddress(line);
        };
    }

    /// A template of FTP has port 0.
    private boolean isPort(ConnectionLine line, Protocol protocol, Endpoint endpoint) {
        int its = line.virtual().port();
        return endpoint.port() == its
                || (endpoint.port() == FTP && its == 0 && line.isTemplate())
                || (endpoint.port() == 0
                        && !known.contains(new VirtualServerKey.Address(protocol, line.virtual().endpoint())));
    }

    private boolean isOfAnAddress(ConnectionLine line) {
        for (Protocol protocol : Protocol.values()) {
            if (line.isProtocol(protocol.name())) {
                Endpoint virtual = line.virtual().endpoint();
                return known.contains(new VirtualServerKey.Address(protocol, virtual))
                        || known.contains(
                                new VirtualServerKey.Address(protocol, new Endpoint(virtual.address(), 0)));
            }
        }
        return false;
    }
}
