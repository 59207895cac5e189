package dev.lvsd.netlink.nft;

/// A table of family inet whose chains drop packets to and from the addresses of its sets.
///
/// @param name of the table, 1 to 255 bytes
/// @param priority of its chains among those of other tables; lower comes first
/// @param counters whether its rules count what they drop
public record DropTable(String name, int priority, boolean counters) {}
