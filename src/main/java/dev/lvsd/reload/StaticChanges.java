package dev.lvsd.reload;

import dev.lvsd.config.StaticAddress;
import dev.lvsd.config.StaticSettings;
import dev.lvsd.control.ConfigurationChange;
import java.util.List;

/// The difference of what stays in the kernel whoever is master.
final class StaticChanges {
    private StaticChanges() {}

    static List<ConfigurationChange> between(StaticSettings before, StaticSettings after) {
        return new Differences<>("static entries", before, after)
                .members("static_ipaddress", StaticSettings::addresses, StaticChanges::text)
                .changes();
    }

    private static String text(StaticAddress one) {
        return one.address().line() + " dev " + one.device()
                + (one.trackGroup() == null ? "" : " track_group " + one.trackGroup());
    }
}
