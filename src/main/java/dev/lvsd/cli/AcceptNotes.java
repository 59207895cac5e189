package dev.lvsd.cli;

import dev.lvsd.config.Configuration;
import dev.lvsd.config.VrrpInstance;
import java.util.List;

/// Which virtual addresses will not answer because of strict mode, which many files have without meaning that.
final class AcceptNotes {
    private AcceptNotes() {}

    /// Lines for the operator; empty for nothing.
    static String of(Configuration configuration) {
        List<VrrpInstance> mute = configuration.vrrpInstances().stream()
                .filter(instance -> instance.election().strict() && !instance.acceptMode().accepts())
                .toList();
        if (mute.isEmpty()) {
            return "";
        }
        String names = String.join(", ", mute.stream().map(VrrpInstance::name).toList());
        boolean all = mute.stream().allMatch(instance -> instance.version() == 3);
        return "note: strict mode: as in keepalived, a master drops packets to the addresses of " + names
                + ", which answer nobody; where they are to answer, say " + (all ? "accept or " : "")
                + "strict_mode off" + System.lineSeparator();
    }
}
