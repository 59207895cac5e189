package dev.lvsd.reload;

import dev.lvsd.config.VrrpSettings;
import dev.lvsd.control.ConfigurationChange;
import dev.lvsd.control.ConfigurationChange.Kind;
import java.util.ArrayList;
import java.util.List;

/// The difference of what holds for all virtual routers together.
final class VrrpSettingsChanges {
    private VrrpSettingsChanges() {}

    static List<ConfigurationChange> between(VrrpSettings before, VrrpSettings after) {
        List<ConfigurationChange> changes = new ArrayList<>(new Differences<>("global_defs", before, after)
                .value("log_unknown_vrids", VrrpSettings::logsUnknown)
                .fact("interface_up_down_delays are others", VrrpSettings::delays)
                .changes());
        if (before.startsOtherwise(after)) {
            changes.add(new ConfigurationChange(Kind.CHANGED, "global_defs",
                    "vrrp_rt_priority and vrrp_cpu_affinity count from the next start on"));
        }
        return changes;
    }
}
