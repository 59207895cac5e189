package dev.lvsd.vrrp.driver;

import dev.lvsd.config.StaticRoute;
import dev.lvsd.net.routing.RoutingEntry;
import dev.lvsd.netlink.Link;
import dev.lvsd.netlink.NetlinkError;
import dev.lvsd.netlink.NetlinkRequest;
import dev.lvsd.netlink.RoutingRequest;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A line of `static_routes` or `static_rules`. Whether it is there is found by adding it again.
///
/// @param configured what it says
record StaticRoutingEntry(StaticRoute configured) implements StaticEntry {
    @Override
    public String keyword() {
        return "static_" + configured.entry().kind() + "s";
    }

    @Override
    public String line() {
        return configured.entry().toString();
    }

    @Override
    public @Nullable String trackGroup() {
        return configured.trackGroup();
    }

    @Override
    public RoutingEntry owned() {
        return configured.entry();
    }

    @Override
    public boolean isThere(Interfaces seen) {
        return false;
    }

    @Override
    public boolean isFound(NetlinkError error) {
        return RoutingRequest.isThereAlready(error);
    }

    @Override
    public boolean isPutBack() {
        return configured.entry().tracked();
    }

    /// The kernel has no route over an interface that is down.
    @Override
    public @Nullable String obstacle(Interfaces seen) {
        for (String device : configured.entry().devices()) {
            Link link = seen.links().get(device);
            if (link == null || !link.isUp()) {
                return "interface " + device + (link == null ? " does not exist" : " is down");
            }
        }
        return null;
    }

    @Override
    public NetlinkRequest addition(Interfaces seen) {
        return RoutingRequest.addition(configured.entry(), indexes(seen));
    }

    @Override
    public @Nullable NetlinkRequest removal(Interfaces seen) {
        Map<String, Integer> indexes = indexes(seen);
        return indexes.keySet().containsAll(configured.entry().devices())
                ? RoutingRequest.removal(configured.entry(), indexes)
                : null;
    }

    @Override
    public boolean isGone(NetlinkError error) {
        return RoutingRequest.isGoneAlready(error);
    }

    private static Map<String, Integer> indexes(Interfaces seen) {
        Map<String, Integer> indexes = new HashMap<>();
        seen.links().forEach((name, link) -> indexes.put(name, link.index()));
        return indexes;
    }
}
