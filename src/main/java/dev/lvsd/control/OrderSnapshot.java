package dev.lvsd.control;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lvsd.orders.GivenOrder;
import dev.lvsd.orders.Order;
import dev.lvsd.orders.OrderTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An operator's order that counts.
///
/// @param order `drain`, `disable` or `weight`
/// @param virtualServer `tcp/192.0.2.1:80`, null for all
/// @param realServer `192.0.2.21:80`, or its address alone for every port
/// @param weight of `weight`, otherwise null
/// @param ramp of `weight`, in seconds, otherwise null
/// @param timeout of `drain`, in seconds; null for the default
/// @param by who gave it: the user behind the control socket
/// @param at when
/// @param reason why, in the operator's words; empty where none was given
/// @param about the real servers that follow it now; none where the configuration has none, or orders that say more
///     exactly whom they mean count instead
public record OrderSnapshot(
        String order,
        @Nullable String virtualServer,
        String realServer,
        @Nullable Integer weight,
        @JsonProperty("ramp_seconds") @Nullable Duration ramp,
        @JsonProperty("timeout_seconds") @Nullable Duration timeout,
        String by,
        Instant at,
        String reason,
        List<OrderedServerSnapshot> about) {
    /// Copies the list.
    public OrderSnapshot {
        about = List.copyOf(about);
    }

    /// An order, and whom it is about.
    static OrderSnapshot of(GivenOrder given, List<OrderedServerSnapshot> about) {
        OrderTarget target = given.target();
        String service = target.virtualServer() == null ? null : ServiceName.of(target.virtualServer());
        String server = target.port() == null
                ? target.address().toString()
                : RealServerSnapshot.endpoint(target.address().toString(), target.port());
        return switch (given.order()) {
            case Order.Drain(Duration timeout) -> new OrderSnapshot(
                    "drain", service, server, null, null, timeout, given.by(), given.at(), given.reason(), about);
            case Order.Disable() -> new OrderSnapshot(
                    "disable", service, server, null, null, null, given.by(), given.at(), given.reason(), about);
            case Order.Weight(int weight, Duration ramp) -> new OrderSnapshot(
                    "weight", service, server, weight, ramp, null, given.by(), given.at(), given.reason(), about);
        };
    }

    /// `drain 192.0.2.21:80 in tcp/192.0.2.1:80`, `drain 192.0.2.21 in all virtual servers`.
    public String title() {
        return order + " " + realServer + (virtualServer == null ? " in all virtual servers" : " in " + virtualServer)
                + (weight == null ? "" : " to " + weight);
    }
}
