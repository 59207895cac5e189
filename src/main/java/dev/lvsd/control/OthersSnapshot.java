package dev.lvsd.control;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/// What other programs have in the IPVS table, and what came of it.
///
/// @param foreign what becomes of their virtual servers: `keep` or `remove`
/// @param virtualServers how many of theirs there are
/// @param first some of them by name
/// @param removed how many of theirs were removed since the start
/// @param repeats lists that were read again because someone changed them meanwhile
public record OthersSnapshot(
        String foreign,
        @JsonProperty("virtual_server") int virtualServers,
        List<String> first,
        long removed,
        @JsonProperty("repeated_reads") long repeats) {
    /// Nobody else has anything there.
    public static final OthersSnapshot NONE = new OthersSnapshot("keep", 0, List.of(), 0, 0);

    /// Copies the list.
    public OthersSnapshot {
        first = List.copyOf(first);
    }
}
