package dev.lvsd.netlink;

import static dev.lvsd.netlink.NetlinkAbi.NLM_F_CREATE;
import static dev.lvsd.netlink.NetlinkAbi.NLM_F_EXCL;
import static dev.lvsd.netlink.RouteAbi.RT_SCOPE_NOWHERE;
import static dev.lvsd.netlink.RoutingAbi.RTA_DST;
import static dev.lvsd.netlink.RoutingAbi.RTA_EXPIRES;
import static dev.lvsd.netlink.RoutingAbi.RTA_FLOW;
import static dev.lvsd.netlink.RoutingAbi.RTA_METRICS;
import static dev.lvsd.netlink.RoutingAbi.RTA_PREF;
import static dev.lvsd.netlink.RoutingAbi.RTA_PREFSRC;
import static dev.lvsd.netlink.RoutingAbi.RTA_PRIORITY;
import static dev.lvsd.netlink.RoutingAbi.RTA_TABLE;
import static dev.lvsd.netlink.RoutingAbi.RTM_DELROUTE;
import static dev.lvsd.netlink.RoutingAbi.RTM_NEWROUTE;
import static dev.lvsd.netlink.RoutingAbi.RT_TABLE_UNSPEC;

import dev.lvsd.net.routing.Route;
import java.util.Map;

/// A change of the routes; many make a batch.
public sealed interface RouteRequest extends RoutingRequest {
    /// The route.
    Route route();

    @Override
    default Route entry() {
        return route();
    }

    /// Adds a route. Where it is there already with the same next hops and protocol, the kernel says `EEXIST`.
    ///
    /// @param route as it is to be
    /// @param indexes of interfaces by their names: those of the route are among them
    record Add(Route route, Map<String, Integer> indexes) implements RouteRequest {
        /// Copies the map.
        public Add {
            indexes = Map.copyOf(indexes);
        }

        @Override
        public int type() {
            return RTM_NEWROUTE;
        }

        @Override
        public int flags() {
            return switch (route.insertion()) {
                case PREPEND -> NLM_F_CREATE;
                case APPEND -> NLM_F_CREATE | NetlinkAbi.NLM_F_APPEND;
                case ADD -> NLM_F_CREATE | NLM_F_EXCL;
            };
        }

        @Override
        public void write(MessageWriter writer) {
            head(writer, route, route.attributes().scope());
            identity(writer, route, indexes);
            Route.Attributes attributes = route.attributes();
            if (attributes.realms() != 0) {
                writer.u32(RTA_FLOW, (int) attributes.realms());
            }
            if (!route.metrics().isEmpty()) {
                writer.bytes(RTA_METRICS, RouteParts.metrics(route.metrics()));
            }
            if (!attributes.preference().isEmpty()) {
                writer.u8(RTA_PREF, RouteParts.preference(attributes.preference()));
            }
            if (attributes.expires() != 0) {
                writer.u32(RTA_EXPIRES, (int) attributes.expires());
            }
        }

        @Override
        public String command() {
            return "add route " + route;
        }
    }

    /// Removes a route, and no other one of its destination: protocol and next hops are compared.
    ///
    /// @param route as it was added
    /// @param indexes of interfaces by their names: those of the route are among them
    record Delete(Route route, Map<String, Integer> indexes) implements RouteRequest {
        /// Copies the map.
        public Delete {
            indexes = Map.copyOf(indexes);
        }

        @Override
        public int type() {
            return RTM_DELROUTE;
        }

        @Override
        public int flags() {
            return 0;
        }

        @Override
        public void write(MessageWriter writer) {
            head(writer, route, RT_SCOPE_NOWHERE);
            identity(writer, route, indexes);
        }

        @Override
        public String command() {
            return "delete route " + route;
        }
    }

    private static void head(MessageWriter writer, Route route, int scope) {
        long table = route.key().table();
        writer.u8(route.family().number()).u8(route.destination().length()).u8(0).u8(route.key().tos())
                .u8(table > 0xff ? RT_TABLE_UNSPEC : (int) table).u8(route.attributes().protocol()).u8(scope)
                .u8(RouteParts.type(route.type())).u32(RouteParts.flags(route));
    }

    private static void identity(MessageWriter writer, Route route, Map<String, Integer> indexes) {
        if (route.destination().length() != 0) {
            writer.bytes(RTA_DST, route.destination().address().bytes());
        }
        if (route.key().table() > 0xff) {
            writer.u32(RTA_TABLE, (int) route.key().table());
        }
        if (route.key().metric() != 0) {
            writer.u32(RTA_PRIORITY, (int) route.key().metric());
        }
        if (route.attributes().source() != null) {
            writer.bytes(RTA_PREFSRC, route.attributes().source().bytes());
        }
        RouteParts.hops(writer, route, indexes);
    }
}
