package dev.lvsd.reload;

import dev.lvsd.config.StaticAddress;
import dev.lvsd.config.StaticSettings;
import dev.lvsd.control.ConfigurationChange;
import dev.lvsd.net.routing.Route;
import dev.lvsd.net.routing.Rule;
import java.util.List;

/// The difference of what stays in the kernel whoever is master.
final class StaticChanges {
    private StaticChanges() {}

    static List<ConfigurationChange> between(StaticSettings before, StaticSettings after) {
        return new Differences<>("static entries", before, after)
                .members("static_ipaddress", StaticSettings::addresses, StaticChanges::text)
                .members("static_routes", it -> it.routing().routes(), Route::toString)
                .members("static_rules", it -> it.routing().rules(), Rule::toString)
                .changes();
    }

    private static String text(StaticAddress one) {
        return one.address().line() + " dev " + one.device()
                + (one.trackGroup() == null ? "" : " track_group " + one.trackGroup());
    }
}
