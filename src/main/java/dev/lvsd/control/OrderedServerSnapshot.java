package dev.lvsd.control;

import dev.lvsd.ipvs.RealServerOptions;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.ipvs.reconciler.RealServerStatus;
import org.jspecify.annotations.Nullable;

/// A real server of a virtual server that an order is about, and what is left of its clients.
///
/// @param virtualServer `tcp/192.0.2.1:80`; of a group the first service
/// @param realServer `192.0.2.21:80`
/// @param inTable whether the table has it
/// @param weight in the table, 0 where it is not there
/// @param configuredWeight in the configuration
/// @param activeConnections connections in the kernel's state ESTABLISHED
/// @param persistenceTemplates clients that stay with it
/// @param standing how it stands, null where no order counts for it
public record OrderedServerSnapshot(
        String virtualServer,
        String realServer,
        boolean inTable,
        int weight,
        int configuredWeight,
        long activeConnections,
        long persistenceTemplates,
        @Nullable StandingSnapshot standing) {
    /// A real server of the table.
    static OrderedServerSnapshot of(VirtualServerKey virtualServer, RealServerStatus status) {
        RealServerOptions actual = status.actual();
        RealServerOptions configured = status.configured();
        return new OrderedServerSnapshot(
                ServiceName.of(virtualServer),
                status.configuredEndpoint().toString(),
                actual != null,
                actual == null ? 0 : actual.weight(),
                configured == null ? 0 : configured.weight(),
                Integer.toUnsignedLong(status.counters().activeConnections()),
                Integer.toUnsignedLong(status.counters().persistentConnections()),
                StandingSnapshot.of(status.standing()));
    }

    /// The same real server with its clients in another service of its virtual server.
    OrderedServerSnapshot plus(OrderedServerSnapshot other) {
        return new OrderedServerSnapshot(
                virtualServer, realServer, inTable || other.inTable, weight, configuredWeight,
                activeConnections + other.activeConnections, persistenceTemplates + other.persistenceTemplates,
                standing);
    }

    /// Whether both are the same real server.
    public boolean isSameAs(OrderedServerSnapshot other) {
        return virtualServer.equals(other.virtualServer) && realServer.equals(other.realServer);
    }

    /// Whether it loses its clients.
    public boolean isDraining() {
        return standing != null && standing.phase().equals(StandingSnapshot.DRAINING);
    }
}
