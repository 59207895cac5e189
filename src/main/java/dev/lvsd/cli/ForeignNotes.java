package dev.lvsd.cli;

import dev.lvsd.config.Configuration;
import dev.lvsd.config.Foreign;

/// What `lvsd: {foreign: remove}` does to other programs: it is more than it may look.
final class ForeignNotes {
    private ForeignNotes() {}

    /// Lines for the operator; empty for nothing.
    static String of(Configuration configuration) {
        return configuration.daemon().foreign() == Foreign.KEEP ? ""
                : "note: lvsd.foreign is remove: every virtual server in the IPVS table of this network namespace that"
                        + " is not configured here is removed, kube-proxy's too; lvsctl status says how many there are"
                        + System.lineSeparator();
    }
}
