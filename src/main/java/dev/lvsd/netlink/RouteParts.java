package dev.lvsd.netlink;

import static dev.lvsd.netlink.RoutingAbi.ICMPV6_ROUTER_PREF_HIGH;
import static dev.lvsd.netlink.RoutingAbi.ICMPV6_ROUTER_PREF_LOW;
import static dev.lvsd.netlink.RoutingAbi.ICMPV6_ROUTER_PREF_MEDIUM;
import static dev.lvsd.netlink.RoutingAbi.RTAX_CC_ALGO;
import static dev.lvsd.netlink.RoutingAbi.RTAX_FEATURES;
import static dev.lvsd.netlink.RoutingAbi.RTAX_FEATURE_ECN;
import static dev.lvsd.netlink.RoutingAbi.RTAX_LOCK;
import static dev.lvsd.netlink.RoutingAbi.RTA_GATEWAY;
import static dev.lvsd.netlink.RoutingAbi.RTA_MULTIPATH;
import static dev.lvsd.netlink.RoutingAbi.RTA_OIF;
import static dev.lvsd.netlink.RoutingAbi.RTA_VIA;
import static dev.lvsd.netlink.RoutingAbi.RTNH_F_ONLINK;
import static dev.lvsd.netlink.RoutingAbi.SIZEOF_RTNEXTHOP;

import dev.lvsd.net.Family;
import dev.lvsd.net.IpAddress;
import dev.lvsd.net.routing.NextHop;
import dev.lvsd.net.routing.Route;
import dev.lvsd.net.routing.RouteMetric;
import dev.lvsd.net.routing.RouteMetrics;
import dev.lvsd.net.routing.RouteType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Parts of a route in the kernel's numbers.
final class RouteParts {
    /// Bytes of the attributes of a route at most: 256 next hops are more than the kernel takes.
    private static final int ROOM = 1 << 12;

    private RouteParts() {}

    static int type(RouteType type) {
        return switch (type) {
            case UNICAST -> RoutingAbi.RTN_UNICAST;
            case LOCAL -> RoutingAbi.RTN_LOCAL;
            case BROADCAST -> RoutingAbi.RTN_BROADCAST;
            case ANYCAST -> RoutingAbi.RTN_ANYCAST;
            case MULTICAST -> RoutingAbi.RTN_MULTICAST;
            case BLACKHOLE -> RoutingAbi.RTN_BLACKHOLE;
            case UNREACHABLE -> RoutingAbi.RTN_UNREACHABLE;
            case PROHIBIT -> RoutingAbi.RTN_PROHIBIT;
            case THROW -> RoutingAbi.RTN_THROW;
        };
    }

    static int preference(String word) {
        return switch (word) {
            case "high" -> ICMPV6_ROUTER_PREF_HIGH;
            case "low" -> ICMPV6_ROUTER_PREF_LOW;
            case String _ -> ICMPV6_ROUTER_PREF_MEDIUM;
        };
    }

    /// Attributes of the next hop, or one attribute of several.
    static void hops(MessageWriter writer, Route route, Map<String, Integer> indexes) {
        List<NextHop> hops = route.hops();
        if (hops.size() > 1) {
            MessageWriter several = new MessageWriter(ROOM);
            hops.forEach(hop -> several(several, hop, route.family(), indexes));
            writer.bytes(RTA_MULTIPATH, several.toByteArray());
            return;
        }
        for (NextHop hop : hops) {
            gateway(writer, hop, route.family());
            if (hop.device() != null) {
                writer.u32(RTA_OIF, index(hop, indexes));
            }
        }
    }

    /// Flags of a route with a single next hop.
    static int flags(Route route) {
        return route.hops().size() == 1 && route.hops().getFirst().onlink() ? RTNH_F_ONLINK : 0;
    }

    private static void several(MessageWriter writer, NextHop hop, Family family, Map<String, Integer> indexes) {
        MessageWriter attributes = new MessageWriter(ROOM);
        gateway(attributes, hop, family);
        byte[] bytes = attributes.toByteArray();
        writer.u16(SIZEOF_RTNEXTHOP + bytes.length).u8(hop.onlink() ? RTNH_F_ONLINK : 0).u8(hop.weight() - 1)
                .u32(hop.device() == null ? 0 : index(hop, indexes));
        for (byte one : bytes) {
            writer.u8(one);
        }
    }

    private static void gateway(MessageWriter writer, NextHop hop, Family family) {
        IpAddress gateway = hop.gateway();
        if (gateway == null) {
            return;
        }
        if (gateway.family() == family) {
            writer.bytes(RTA_GATEWAY, gateway.bytes());
        } else {
            byte[] address = gateway.bytes();
            writer.bytes(RTA_VIA, ByteBuffer.allocate(Short.BYTES + address.length).order(ByteOrder.nativeOrder())
                    .putShort((short) gateway.family().number()).put(address).array());
        }
    }

    private static int index(NextHop hop, Map<String, Integer> indexes) {
        return Objects.requireNonNull(indexes.get(hop.device()), "an interface without a number");
    }

    static byte[] metrics(RouteMetrics metrics) {
        MessageWriter writer = new MessageWriter(ROOM);
        metrics.values().forEach((metric, value) -> writer.u32(number(metric), value.intValue()));
        if (metrics.ecn()) {
            writer.u32(RTAX_FEATURES, RTAX_FEATURE_ECN);
        }
        if (!metrics.congestion().isEmpty()) {
            writer.bytes(RTAX_CC_ALGO, metrics.congestion().getBytes(StandardCharsets.UTF_8));
        }
        int locked = metrics.congestionLocked() ? 1 << RTAX_CC_ALGO : 0;
        for (RouteMetric metric : metrics.locked()) {
            locked |= 1 << number(metric);
        }
        if (locked != 0) {
            writer.u32(RTAX_LOCK, locked);
        }
        return writer.toByteArray();
    }

    private static int number(RouteMetric metric) {
        return switch (metric) {
            case MTU -> RoutingAbi.RTAX_MTU;
            case WINDOW -> RoutingAbi.RTAX_WINDOW;
            case RTT -> RoutingAbi.RTAX_RTT;
            case RTTVAR -> RoutingAbi.RTAX_RTTVAR;
            case SSTHRESH -> RoutingAbi.RTAX_SSTHRESH;
            case CWND -> RoutingAbi.RTAX_CWND;
            case ADVMSS -> RoutingAbi.RTAX_ADVMSS;
            case REORDERING -> RoutingAbi.RTAX_REORDERING;
            case HOPLIMIT -> RoutingAbi.RTAX_HOPLIMIT;
            case INITCWND -> RoutingAbi.RTAX_INITCWND;
            case RTO_MIN -> RoutingAbi.RTAX_RTO_MIN;
            case INITRWND -> RoutingAbi.RTAX_INITRWND;
            case QUICKACK -> RoutingAbi.RTAX_QUICKACK;
            case FASTOPEN_NO_COOKIE -> RoutingAbi.RTAX_FASTOPEN_NO_COOKIE;
        };
    }
}
