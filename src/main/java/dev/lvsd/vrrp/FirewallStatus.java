package dev.lvsd.vrrp;

import org.jspecify.annotations.Nullable;

/// What drops packets to virtual addresses that are not accepted.
///
/// @param table name of the nftables table of family inet, null where no virtual router needs one
/// @param addresses to which packets are dropped now
/// @param putBack how often someone else had changed the table and it was made again
/// @param errors changes and readings that failed
/// @param problem why packets are accepted that should not be, null for nothing
public record FirewallStatus(
        @Nullable String table, int addresses, long putBack, long errors, @Nullable String problem) {
    /// Nothing was done yet.
    public static final FirewallStatus NONE = new FirewallStatus(null, 0, 0, 0, null);
}
