package dev.lvsd.ipvs;

/// A virtual server as one message of a dump has it; its real servers are another dump.
///
/// @param key which it is
/// @param options its options
/// @param traffic its counters
record ReadVirtualServer(VirtualServerKey key, VirtualServerOptions options, TrafficCounters traffic) {}
