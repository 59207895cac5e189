package dev.lvsd.ipvs.whole;

import dev.lvsd.ipvs.Timeouts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What belongs to the table as a whole, at one moment; immutable.
///
/// @param configured the timeouts that are configured, 0 for what is not said
/// @param timeouts as last read, null before the first read and where none is configured
/// @param originals the timeouts to be restored, 0 for what was not changed
/// @param daemons the synchronisation daemons that shall run or do; none where none is configured
/// @param drift changes by others that were put back
/// @param errors requests that the kernel refused
/// @param lastError the last of them, null for none yet
public record WholeStatus(
        Timeouts configured,
        @Nullable Timeouts timeouts,
        Timeouts originals,
        List<SyncDaemonStatus> daemons,
        long drift,
        long errors,
        @Nullable String lastError) {
    /// Nothing is configured.
    public static final WholeStatus NONE =
            new WholeStatus(Timeouts.NONE, null, Timeouts.NONE, List.of(), 0, 0, null);

    /// Copies the list.
    public WholeStatus {
        daemons = List.copyOf(daemons);
    }
}
