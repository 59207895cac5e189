package dev.lvsd.ipvs.reconciler;

import dev.lvsd.ipvs.Step;
import dev.lvsd.ipvs.StepError;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.net.Endpoint;
import dev.lvsd.pool.QuorumState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that an operator should read, once.
public sealed interface Note {
    /// Someone else changed one of our virtual servers.
    ///
    /// @param key the virtual server
    /// @param putBack the steps that undo the change
    record Drifted(VirtualServerKey key, List<Step> putBack) implements Note {
        /// Copies the steps.
        public Drifted {
            putBack = List.copyOf(putBack);
        }
    }

    /// The table refuses a step; it is tried again on every round and not told again.
    ///
    /// @param error the step and the reason
    record Refused(StepError error) implements Note {}

    /// All steps of a virtual server that had refused ones are done.
    ///
    /// @param key the virtual server
    record Settled(VirtualServerKey key) implements Note {}

    /// A virtual server gained or lost its quorum.
    ///
    /// @param virtualServer its title
    /// @param quorum how it stands now
    /// @param sorryServer its sorry server, null for none
    record QuorumChanged(String virtualServer, QuorumState quorum, @Nullable Endpoint sorryServer) implements Note {}
}
