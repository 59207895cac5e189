package dev.lvsd.netlink;

import dev.lvsd.linux.Errno;
import dev.lvsd.net.routing.Route;
import dev.lvsd.net.routing.RoutingEntry;
import dev.lvsd.net.routing.Rule;
import java.util.Map;

/// A change of the routes or of the rules.
public sealed interface RoutingRequest extends NetlinkRequest permits RouteRequest, RuleRequest {
    /// What it is about.
    RoutingEntry entry();

    /// Adds a route or a rule.
    ///
    /// @param indexes of interfaces by their names: [RoutingEntry#devices()] are among them
    static RoutingRequest addition(RoutingEntry entry, Map<String, Integer> indexes) {
        return switch (entry) {
            case Route route -> new RouteRequest.Add(route, indexes);
            case Rule rule -> new RuleRequest.Add(rule);
        };
    }

    /// Removes a route or a rule.
    ///
    /// @param indexes of interfaces by their names: [RoutingEntry#devices()] are among them
    static RoutingRequest removal(RoutingEntry entry, Map<String, Integer> indexes) {
        return switch (entry) {
            case Route route -> new RouteRequest.Delete(route, indexes);
            case Rule rule -> new RuleRequest.Delete(rule);
        };
    }

    /// Whether an error to an addition says that it is there already.
    static boolean isThereAlready(NetlinkError error) {
        return error.errno().equals(Errno.EEXIST);
    }

    /// Whether an error to a removal says that it is not there any more, alone or with its interface or its table.
    static boolean isGoneAlready(NetlinkError error) {
        return error.errno().equals(Errno.ESRCH)
                || error.errno().equals(Errno.ENOENT)
                || error.errno().equals(Errno.ENODEV);
    }
}
