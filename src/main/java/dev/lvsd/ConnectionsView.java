package dev.lvsd;

import dev.lvsd.control.ConnectionsSnapshot;
import dev.lvsd.ipvs.connections.Connection;
import dev.lvsd.ipvs.connections.ConnectionList;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The snapshot of what was read of the kernel's list of connections.
final class ConnectionsView {
    private ConnectionsView() {}

    static ConnectionsSnapshot of(
            Instant at,
            @Nullable String virtualServer,
            boolean complete,
            Duration took,
            ConnectionList list,
            List<String> notes) {
        return new ConnectionsSnapshot(
                at,
                virtualServer,
                complete,
                list.lines(),
                list.matched(),
                list.malformed(),
                took,
                list.shown().stream().map(ConnectionsView::one).toList(),
                list.groups().stream()
                        .map(group -> new ConnectionsSnapshot.Group(group.of(), group.connections()))
                        .toList(),
                list.groupCount(),
                list.ungrouped(),
                notes);
    }

    private static ConnectionsSnapshot.One one(Connection connection) {
        return new ConnectionsSnapshot.One(
                connection.protocol(),
                connection.expiresSeconds(),
                connection.state(),
                connection.template(),
                connection.client().toString(),
                connection.virtual().toString(),
                connection.destination().toString(),
                connection.engine().isEmpty() ? null : connection.engine(),
                connection.engineData().isEmpty() ? null : connection.engineData());
    }
}
