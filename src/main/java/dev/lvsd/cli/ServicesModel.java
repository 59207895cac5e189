package dev.lvsd.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lvsd.control.Health;
import dev.lvsd.control.QuorumSnapshot;
import dev.lvsd.control.RealServerSnapshot;
import dev.lvsd.control.Snapshot;
import dev.lvsd.control.SorryServerSnapshot;
import dev.lvsd.control.StandingSnapshot;
import dev.lvsd.control.VirtualServerSnapshot;
import dev.lvsd.ipvs.Forwarding;
import dev.lvsd.net.Family;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// `lvsctl services -o yaml`: the table in the model of ipvsctl, `services` with `address`, `sched` and `destinations`
/// with `address`, `forward` and `weight`, and with more fields, which ipvsctl skips. What is not in the table stands
/// apart from the destinations, so that ipvsctl would not put it there.
///
/// @param at when it was taken
/// @param services in the order of the configuration
record ServicesModel(Instant at, List<Service> services) {
    /// Copies the list.
    ServicesModel {
        services = List.copyOf(services);
    }

    /// A virtual server.
    ///
    /// @param address `tcp://192.0.2.1:80`, `fwmark:7`
    /// @param sched scheduler
    /// @param group its `virtual_server_group`
    /// @param family `inet6` for a firewall mark of IPv6
    /// @param flags as ipvsadm spells them
    /// @param persistence timeout in seconds
    /// @param mask granularity of persistence, null where every client is by itself
    /// @param pe persistence engine
    /// @param refusal the first step that the table refuses, with the reason
    /// @param quorum how the quorum stands
    /// @param destinations what the table has
    /// @param notInTable what it does not have
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Service(
            String address,
            String sched,
            @Nullable String group,
            @Nullable String family,
            List<String> flags,
            @Nullable Integer persistence,
            @Nullable String mask,
            @Nullable String pe,
            @Nullable String refusal,
            @Nullable QuorumSnapshot quorum,
            List<Destination> destinations,
            List<Destination> notInTable) {}

    /// A real server, or the sorry server.
    ///
    /// @param address `192.0.2.21:80`
    /// @param forward `direct`, `nat`, `tunnel`; and what ipvsctl does not know: `local`, `bypass`
    /// @param weight in the table, null where it is not there
    /// @param configuredWeight in the configuration, null for the sorry server
    /// @param health what the checks say, null for the sorry server
    /// @param since when the health last changed
    /// @param active connections in the state ESTABLISHED
    /// @param inactive connections in any other state
    /// @param persistent persistence templates
    /// @param uthreshold connections from which on it gets no new ones, null for no limit
    /// @param lthreshold connections below which it gets new ones again
    /// @param standing what becomes of it beside its health, null for nothing
    /// @param sorryServer true for the sorry server
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Destination(
            String address,
            String forward,
            @Nullable Integer weight,
            @Nullable Integer configuredWeight,
            @Nullable Health health,
            @Nullable Instant since,
            @Nullable Long active,
            @Nullable Long inactive,
            @Nullable Long persistent,
            @Nullable Long uthreshold,
            @Nullable Long lthreshold,
            @Nullable StandingSnapshot standing,
            @Nullable Boolean sorryServer) {}

    /// The model of a snapshot.
    static ServicesModel of(Snapshot.Services services) {
        return new ServicesModel(
                services.at(), services.virtualServers().stream().map(ServicesModel::service).toList());
    }

    private static Service service(VirtualServerSnapshot service) {
        List<Destination> destinations = new ArrayList<>();
        List<Destination> others = new ArrayList<>();
        for (RealServerSnapshot realServer : service.realServers()) {
            (realServer.inTable() ? destinations : others).add(destination(realServer));
        }
        SorryServerSnapshot sorry = service.sorryServer();
        if (sorry != null) {
            (sorry.inTable() ? destinations : others).add(destination(sorry));
        }
        return new Service(
                address(service),
                service.scheduler(),
                service.group(),
                service.fwmark() != null && service.family() == Family.IPV6 ? "inet6" : null,
                service.flags(),
                service.persistenceTimeout(),
                service.granularity(),
                service.persistenceEngine(),
                service.refusal(),
                service.quorum(),
                destinations,
                others);
    }

    private static String address(VirtualServerSnapshot service) {
        String address = service.address();
        return address == null || service.protocol() == null
                ? "fwmark:" + service.fwmark()
                : service.protocol().name().toLowerCase(Locale.ROOT) + "://"
                        + (address.indexOf(':') < 0 ? address : "[" + address + "]") + ":" + service.port();
    }

    private static Destination destination(RealServerSnapshot realServer) {
        boolean there = realServer.inTable();
        return new Destination(
                realServer.endpoint(),
                forward(realServer.forwarding()),
                there ? realServer.weight() : null,
                realServer.configuredWeight(),
                realServer.health(),
                realServer.since(),
                there ? realServer.activeConnections() : null,
                there ? realServer.inactiveConnections() : null,
                there ? realServer.persistentConnections() : null,
                realServer.upperThreshold() == 0 ? null : Long.valueOf(realServer.upperThreshold()),
                realServer.lowerThreshold() == 0 ? null : Long.valueOf(realServer.lowerThreshold()),
                realServer.standing(),
                null);
    }

    private static Destination destination(SorryServerSnapshot sorry) {
        boolean there = sorry.inTable();
        return new Destination(
                sorry.endpoint(),
                forward(sorry.forwarding()),
                there ? sorry.weight() : null,
                null,
                null,
                null,
                there ? sorry.activeConnections() : null,
                there ? sorry.inactiveConnections() : null,
                null,
                null,
                null,
                null,
                true);
    }

    private static String forward(Forwarding forwarding) {
        return switch (forwarding) {
            case DR -> "direct";
            case NAT -> "nat";
            case TUN -> "tunnel";
            case LOCAL -> "local";
            case BYPASS -> "bypass";
        };
    }
}
