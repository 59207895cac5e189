package dev.lvsd.control;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lvsd.ipvs.Forwarding;
import java.util.Objects;

/// The sorry server of a virtual server.
///
/// @param address its address
/// @param port its port
/// @param forwarding forwarding method: `sorry_server_lvs_method`
/// @param serves whether it gets the clients, since the quorum is down
/// @param inTable whether the table has it
/// @param weight its weight in the table, 0 where the table does not have it
/// @param activeConnections connections in the kernel's state ESTABLISHED
/// @param inactiveConnections connections in any other state
/// @param persistentConnections persistence templates: clients that stay with it
/// @param upperThreshold connections from which on it gets no new ones, 0 for no limit
/// @param lowerThreshold connections below which it gets new ones again, 0 for three quarters of the upper
/// @param traffic what the kernel counted
public record SorryServerSnapshot(
        String address,
        int port,
        @JsonProperty("lb_kind") Forwarding forwarding,
        boolean serves,
        boolean inTable,
        int weight,
        long activeConnections,
        long inactiveConnections,
        long persistentConnections,
        @JsonProperty("uthreshold") long upperThreshold,
        @JsonProperty("lthreshold") long lowerThreshold,
        TrafficSnapshot traffic) {
    /// A daemon older than the counters does not send them.
    public SorryServerSnapshot {
        traffic = Objects.requireNonNullElse(traffic, TrafficSnapshot.ZERO);
    }

    /// A sorry server without traffic, templates and thresholds.
    public SorryServerSnapshot(
            String address,
            int port,
            Forwarding forwarding,
            boolean serves,
            boolean inTable,
            int weight,
            long activeConnections,
            long inactiveConnections) {
        this(address, port, forwarding, serves, inTable, weight, activeConnections, inactiveConnections, 0, 0, 0,
                TrafficSnapshot.ZERO);
    }

    /// `192.0.2.1:80`, `[2001:db8::1]:80`.
    public String endpoint() {
        return RealServerSnapshot.endpoint(address, port);
    }
}
