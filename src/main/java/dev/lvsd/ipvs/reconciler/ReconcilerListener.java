package dev.lvsd.ipvs.reconciler;

import dev.lvsd.ipvs.VirtualServerKey;
import java.util.Set;

/// Hears from the ipvs thread; its methods must not wait.
public interface ReconcilerListener {
    /// All virtual servers that are ours from now on: before the batch that adds any of them, and after others
    /// were removed. To be kept for the next start ([OwnedFile]).
    ///
    /// @return whether they are; where not, they are told again with the next read of the table
    boolean owning(Set<VirtualServerKey> ours);

    /// The table has answered the first batch, so that it is what was configured, but for refused steps.
    void acknowledged();
}
