package dev.lvsd.net.routing;

import dev.lvsd.net.IpAddress;
import org.jspecify.annotations.Nullable;

/// Where a route leads.
///
/// @param gateway `via`, of any family; null for none
/// @param device `dev`, null where the kernel finds it by the gateway
/// @param weight 1 to 256: its share among several
/// @param onlink the gateway is on that link, whatever the addresses there say
public record NextHop(@Nullable IpAddress gateway, @Nullable String device, int weight, boolean onlink) {
    /// Checks the weight.
    public NextHop {
        if (weight < 1 || weight > 256) {
            throw new IllegalArgumentException("weight of a next hop: " + weight);
        }
    }

    /// ` via 192.0.2.1 dev eth0 onlink`, without the weight.
    @Override
    public String toString() {
        String family = gateway == null ? "" : switch (gateway.family()) {
            case IPV4 -> " via inet ";
            case IPV6 -> " via inet6 ";
        };
        return (gateway == null ? "" : family + gateway)
                + (device == null ? "" : " dev " + device)
                + (onlink ? " onlink" : "");
    }

    /// The same where the gateway is of the route's own family, which needs no word.
    String within(Route route) {
        String text = toString();
        return gateway != null && gateway.family() == route.family()
                ? text.replaceFirst("^ via inet6? ", " via ")
                : text;
    }
}
