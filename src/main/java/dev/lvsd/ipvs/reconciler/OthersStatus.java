package dev.lvsd.ipvs.reconciler;

import dev.lvsd.config.Foreign;
import dev.lvsd.ipvs.VirtualServerKey;
import java.util.List;

/// What other programs have in the table, and what came of it.
///
/// @param foreign what becomes of their virtual servers
/// @param virtualServers how many of theirs the last read found
/// @param first the first of them in order of their text, at most [#NAMED]
/// @param removed how many of theirs were removed since the start; one that comes back counts again
/// @param repeats lists that were read again because someone changed them meanwhile
public record OthersStatus(
        Foreign foreign, int virtualServers, List<VirtualServerKey> first, long removed, long repeats) {
    /// How many are named.
    static final int NAMED = 10;
    /// Nothing known yet.
    public static final OthersStatus NONE = new OthersStatus(Foreign.KEEP, 0, List.of(), 0, 0);

    /// Copies the list.
    public OthersStatus {
        first = List.copyOf(first);
    }
}
