package dev.lvsd.control;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lvsd.ipvs.Forwarding;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
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
/// @param persistentConnections persistence templates: clients that stay with it
/// @param upperThreshold connections from which on it gets no new ones, 0 for no limit
/// @param lowerThreshold connections below which it gets new ones again, 0 for three quarters of the upper
/// @param traffic what the kernel counted
/// @param standing how it stands by an order, or since it was removed from the configuration; null for neither
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
        @JsonProperty("check") List<CheckSnapshot> checks,
        long persistentConnections,
        @JsonProperty("uthreshold") long upperThreshold,
        @JsonProperty("lthreshold") long lowerThreshold,
        TrafficSnapshot traffic,
        @Nullable StandingSnapshot standing) {
    /// Copies the list. A daemon older than the counters does not send them.
    public RealServerSnapshot {
        checks = List.copyOf(checks);
        traffic = Objects.requireNonNullElse(traffic, TrafficSnapshot.ZERO);
    }

    /// A real server without traffic, templates, thresholds and orders.
    public RealServerSnapshot(
            String address,
            int port,
            Forwarding forwarding,
            boolean inTable,
            int weight,
            int configuredWeight,
            long activeConnections,
            long inactiveConnections,
            Health health,
            @Nullable Instant since,
            List<CheckSnapshot> checks) {
        this(address, port, forwarding, inTable, weight, configuredWeight, activeConnections, inactiveConnections,
                health, since, checks, 0, 0, 0, TrafficSnapshot.ZERO, null);
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
