package dev.lvsd.reload;

import dev.lvsd.config.TableSettings;
import dev.lvsd.control.ConfigurationChange;
import java.util.List;

/// The difference of what holds for the IPVS table as a whole.
final class TableChanges {
    private TableChanges() {}

    static List<ConfigurationChange> between(TableSettings before, TableSettings after) {
        return new Differences<>("global_defs", before, after)
                .value("lvs_timeouts (tcp tcpfin udp, 0 for the kernel's)", TableSettings::timeouts)
                .fact("lvs_flush counts from the next start on", TableSettings::flushAtStart)
                .value("lvs_flush_on_stop", TableSettings::flushOnStop)
                .value("lvs_sync_daemon", TableSettings::sync)
                .changes();
    }
}
