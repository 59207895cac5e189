package dev.lvsd.control;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.net.Family;
import dev.lvsd.net.Protocol;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One service of a virtual server: at an address, or for packets with a firewall mark.
///
/// @param protocol transport protocol, null with a firewall mark
/// @param address virtual address, null with a firewall mark
/// @param port port, 0 for every port, null with a firewall mark
/// @param fwmark firewall mark as an unsigned number, null with an address
/// @param family family of the packets
/// @param scheduler `lb_algo`
/// @param flags flags of the scheduler and of the service as `ipvsadm` spells them: `ops`, `sh-fallback`
/// @param persistenceTimeout `persistence_timeout` in seconds, null without persistence
/// @param realServers in the order of the configuration
/// @param group name of its `virtual_server_group`, null where it has none
/// @param granularity `persistence_granularity`, null where every client is by itself
/// @param persistenceEngine `persistence_engine`, null for none
/// @param refusal the first step that the table refuses, with the reason; null where it refuses none
/// @param quorum how the quorum stands, null where it is not known
/// @param sorryServer what serves while the quorum is down, null for nothing
/// @param traffic what the kernel counted
public record VirtualServerSnapshot(
        @Nullable Protocol protocol,
        @Nullable String address,
        @Nullable Integer port,
        @Nullable Long fwmark,
        Family family,
        @JsonProperty("lb_algo") String scheduler,
        List<String> flags,
        @JsonProperty("persistence_timeout") @Nullable Integer persistenceTimeout,
        @JsonProperty("real_server") List<RealServerSnapshot> realServers,
        @JsonProperty("virtual_server_group") @Nullable String group,
        @JsonProperty("persistence_granularity") @Nullable String granularity,
        @JsonProperty("persistence_engine") @Nullable String persistenceEngine,
        @Nullable String refusal,
        @Nullable QuorumSnapshot quorum,
        @JsonProperty("sorry_server") @Nullable SorryServerSnapshot sorryServer,
        TrafficSnapshot traffic) {
    /// The flag of a service whose packets are scheduled one by one.
    public static final String ONE_PACKET = "ops";

    /// Copies the lists. A daemon older than the counters does not send them.
    public VirtualServerSnapshot {
        flags = List.copyOf(flags);
        realServers = List.copyOf(realServers);
        traffic = Objects.requireNonNullElse(traffic, TrafficSnapshot.ZERO);
    }

    /// A service without traffic.
    public VirtualServerSnapshot(
            @Nullable Protocol protocol,
            @Nullable String address,
            @Nullable Integer port,
            @Nullable Long fwmark,
            Family family,
            String scheduler,
            List<String> flags,
            @Nullable Integer persistenceTimeout,
            List<RealServerSnapshot> realServers,
            ServiceDetails details,
            @Nullable QuorumSnapshot quorum,
            @Nullable SorryServerSnapshot sorryServer) {
        this(protocol, address, port, fwmark, family, scheduler, flags, persistenceTimeout, realServers,
                details.group(), details.granularity(), details.persistenceEngine(), details.refusal(), quorum,
                sorryServer, TrafficSnapshot.ZERO);
    }

    /// A virtual server of which no quorum is known, without a sorry server.
    public VirtualServerSnapshot(
            @Nullable Protocol protocol,
            @Nullable String address,
            @Nullable Integer port,
            @Nullable Long fwmark,
            Family family,
            String scheduler,
            List<String> flags,
            @Nullable Integer persistenceTimeout,
            List<RealServerSnapshot> realServers) {
        this(protocol, address, port, fwmark, family, scheduler, flags, persistenceTimeout, realServers,
                ServiceDetails.NONE, null, null);
    }

    /// The virtual server of a key of the table.
    public static VirtualServerSnapshot of(
            VirtualServerKey key,
            ServiceDetails details,
            String scheduler,
            List<String> flags,
            @Nullable Integer persistenceTimeout,
            List<RealServerSnapshot> realServers,
            QuorumSnapshot quorum,
            @Nullable SorryServerSnapshot sorryServer,
            TrafficSnapshot traffic) {
        return switch (key) {
            case VirtualServerKey.Address(Protocol protocol, var endpoint) -> new VirtualServerSnapshot(
                    protocol, endpoint.address().toString(), endpoint.port(), null, key.family(),
                    scheduler, flags, persistenceTimeout, realServers, details.group(), details.granularity(),
                    details.persistenceEngine(), details.refusal(), quorum, sorryServer, traffic);
            case VirtualServerKey.Fwmark(Family family, int mark) -> new VirtualServerSnapshot(
                    null, null, null, Integer.toUnsignedLong(mark), family,
                    scheduler, flags, persistenceTimeout, realServers, details.group(), details.granularity(),
                    details.persistenceEngine(), details.refusal(), quorum, sorryServer, traffic);
        };
    }

    /// Whether the sorry server gets the clients.
    public boolean sorryServerServes() {
        return sorryServer != null && sorryServer.serves();
    }

    /// `TCP  192.0.2.1:80`, `FWM  7 IPv6`: the start of the line that `ipvsadm -Ln` prints for it.
    public String title() {
        if (address == null || port == null) {
            return "FWM  " + fwmark + (family == Family.IPV6 ? " IPv6" : "");
        }
        return String.format("%-4s ", protocol) + RealServerSnapshot.endpoint(address, port);
    }
}
