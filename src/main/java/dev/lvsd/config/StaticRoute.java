package dev.lvsd.config;

import dev.lvsd.net.routing.RoutingEntry;
import org.jspecify.annotations.Nullable;

/// One line of `static_routes` or `static_rules`.
///
/// @param entry the route or the rule
/// @param trackGroup `track_group`: the instances that are a fault while it cannot be there; null for none
public record StaticRoute(RoutingEntry entry, @Nullable String trackGroup) {}
