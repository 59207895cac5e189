package dev.lvsd.cli;

import dev.lvsd.control.QuorumSnapshot;
import dev.lvsd.control.SorryServerSnapshot;
import dev.lvsd.control.VirtualServerSnapshot;
import org.jspecify.annotations.Nullable;

/// What the tables say of a virtual server that lost its quorum.
final class QuorumLine {
    private QuorumLine() {}

    /// `quorum lost: weight 100 is up, 200 needed; sorry server 192.0.2.9:80 serves`; null while it is up, or nothing
    /// is known.
    static @Nullable String of(VirtualServerSnapshot virtualServer) {
        QuorumSnapshot quorum = virtualServer.quorum();
        if (quorum == null || quorum.up()) {
            return null;
        }
        SorryServerSnapshot sorry = virtualServer.sorryServer();
        return "quorum lost: weight " + quorum.live() + " is up, " + quorum.needed() + " needed; "
                + (sorry == null ? "no sorry server" : "sorry server " + sorry.endpoint() + " serves");
    }
}
