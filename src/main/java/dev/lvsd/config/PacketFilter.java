package dev.lvsd.config;

/// The nftables table that drops packets to virtual addresses.
///
/// @param table `nftables`: its name, in family inet
/// @param priority `nftables_priority`: of its chains among those of other tables, lower comes first
/// @param counters `nftables_counters`: whether its rules count
public record PacketFilter(String table, int priority, boolean counters) {
    /// What a file that says nothing gets.
    public static final PacketFilter DEFAULTS = new PacketFilter("lvsd", -1, false);
}
