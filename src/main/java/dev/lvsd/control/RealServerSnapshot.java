package dev.lvsd.control;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lvsd.ipvs.Forwarding;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One real server of a virtual server: what the kernel has, beside what the checks say.
///
/// @param address its address
/// @param port its port
/// @param forwarding forwarding method: `lb_kind`
/// @param inTable whether the table has it
/// @param weight its weight in the table, 0 where the table does not have it
/// @param configuredWeight its weight in the configuration
/// @param activeConnections connections in the kernel's state ESTABLISHED
/// @param inactiveConnections connections in any other state
/// @param health what the checks say
/// @param since wall-clock time of the last change of health, null before the first
/// @param checks its checkers in the order of the configuration
public record RealServerSnapshot(
        String address,
        int port,
        @JsonProperty("lb_kind") Forwarding forwarding,
        boolean inTable,
        int weight,
        int configuredWeight,
        long activeConnections,
        long inactiveConnections,
        Health health,
        @Nullable Instant since,
        @JsonProperty("check") List<CheckSnapshot> checks) {
    /// Copies the list.
    public RealServerSnapshot {
        checks = List.copyOf(checks);
    }

    /// `192.0.2.1:80`, `[2001:db8::1]:80`.
    public String endpoint() {
        return endpoint(address, port);
    }

    /// Address and port in one text, an IPv6 address in brackets.
    static String endpoint(String address, int port) {
        return (address.indexOf(':') < 0 ? address : "[" + address + "]") + ":" + port;
    }
}
