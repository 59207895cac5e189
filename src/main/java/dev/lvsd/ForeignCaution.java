package dev.lvsd;

import dev.lvsd.config.Foreign;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.ipvs.reconciler.OthersStatus;
import java.util.List;

/// What `lvsd: {foreign: remove}` will do to the table as it is now.
final class ForeignCaution {
    private ForeignCaution() {}

    /// A sentence for the operator where others have something to lose.
    static List<String> of(Foreign next, OthersStatus others) {
        int count = others.virtualServers();
        if (next == Foreign.KEEP) {
            return List.of();
        }
        String names = String.join(", ", others.first().stream().map(VirtualServerKey::toString).toList());
        return List.of("foreign: remove: " + (count == 0
                ? "others have no virtual server in the table now; any that comes is removed"
                : count + (count == 1 ? " virtual server" : " virtual servers")
                        + " of others are removed from the table: " + names
                        + (count > others.first().size() ? ", …" : "") + "; ipvsadm -S -n keeps a copy"));
    }
}
