package dev.lvsd.control;

import org.jspecify.annotations.Nullable;

/// How a virtual router keeps from accepting packets to its addresses.
///
/// @param table name of the nftables table of family inet that drops them; null where it was not needed yet
/// @param dropping whether packets are dropped now, which they are on a master
/// @param putBack how often someone else had changed the table and it was made again
/// @param errors changes of the table that failed
/// @param problem why packets are accepted nevertheless, null for nothing
public record NoAcceptSnapshot(
        @Nullable String table, boolean dropping, long putBack, long errors, @Nullable String problem) {}
