package dev.lvsd.ipvs;

import dev.lvsd.net.Endpoint;

/// A real server as one message of a dump has it.
///
/// @param endpoint which it is
/// @param options its options
/// @param counters its counters
/// @param narrow whether the kernel, one before Linux 4.1, told the low 32 bits of some counters
record ReadRealServer(Endpoint endpoint, RealServerOptions options, RealServerCounters counters, boolean narrow) {
    /// A real server whose counters are whole.
    ReadRealServer(Endpoint endpoint, RealServerOptions options, RealServerCounters counters) {
        this(endpoint, options, counters, false);
    }

    /// Its counters, whole.
    ///
    /// @param before as known before
    RealServerCounters counters(RealServerCounters before) {
        return narrow ? counters.withTraffic(counters.traffic().widened(before.traffic())) : counters;
    }
}
