package dev.lvsd.control;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lvsd.ipvs.Forwarding;

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
public record SorryServerSnapshot(
        String address,
        int port,
        @JsonProperty("lb_kind") Forwarding forwarding,
        boolean serves,
        boolean inTable,
        int weight,
        long activeConnections,
        long inactiveConnections) {
    /// `192.0.2.1:80`, `[2001:db8::1]:80`.
    public String endpoint() {
        return RealServerSnapshot.endpoint(address, port);
    }
}
