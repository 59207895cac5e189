package dev.lvsd.control;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What belongs to the IPVS table as a whole.
///
/// @param timeouts `lvs_timeouts` as the table has them; null where they are not configured, or not read yet
/// @param originals what they were and will be again at the end, 0 where that was not changed; null for nothing
/// @param syncDaemons the daemons of `lvs_sync_daemon`, as the kernel runs them
/// @param drift changes by others that were put back
/// @param errors requests that the kernel refused
/// @param lastError the last of them in the kernel's words, null where there was none
public record WholeTableSnapshot(
        @JsonProperty("lvs_timeouts") @Nullable Timeouts timeouts,
        @JsonProperty("original_timeouts") @Nullable Timeouts originals,
        @JsonProperty("lvs_sync_daemon") List<SyncDaemon> syncDaemons,
        long drift,
        long errors,
        @Nullable String lastError) {
    /// Nothing is configured.
    public static final WholeTableSnapshot NONE = new WholeTableSnapshot(null, null, List.of(), 0, 0, null);

    /// Copies the list.
    public WholeTableSnapshot {
        syncDaemons = List.copyOf(syncDaemons);
    }

    /// Timeouts of connections in seconds.
    ///
    /// @param tcp established TCP
    /// @param tcpfin TCP after a FIN
    /// @param udp UDP
    public record Timeouts(int tcp, int tcpfin, int udp) {}

    /// A synchronisation daemon.
    ///
    /// @param state `master` sends connections to others, `backup` takes theirs
    /// @param wanted whether it shall run now
    /// @param running how it runs, null where it does not
    /// @param since when that changed, null for never
    /// @param error why it could not be started or stopped, null where it could
    public record SyncDaemon(
            String state,
            boolean wanted,
            @Nullable Running running,
            @Nullable Instant since,
            @Nullable String error) {}

    /// How a daemon runs.
    ///
    /// @param interfaceName where
    /// @param id number of the group of directors
    /// @param maxlen bytes of a message
    /// @param group multicast address
    /// @param port UDP port
    /// @param ttl hop limit
    public record Running(
            @JsonProperty("interface") String interfaceName, int id, int maxlen, String group, int port, int ttl) {}
}
