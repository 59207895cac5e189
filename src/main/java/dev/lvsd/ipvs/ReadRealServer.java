package dev.lvsd.ipvs;

import dev.lvsd.net.Endpoint;

/// A real server as one message of a dump has it.
///
/// @param endpoint which it is
/// @param options its options
/// @param counters its counters
record ReadRealServer(Endpoint endpoint, RealServerOptions options, RealServerCounters counters) {}
