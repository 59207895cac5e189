package dev.lvsd.ipvs;

/// A virtual server as one message of a dump has it; its real servers are another dump.
///
/// @param key which it is
/// @param options its options
/// @param traffic its counters
/// @param narrow whether the kernel, one before Linux 4.1, told the low 32 bits of some counters
record ReadVirtualServer(
        VirtualServerKey key, VirtualServerOptions options, TrafficCounters traffic, boolean narrow) {
    /// A virtual server whose counters are whole.
    ReadVirtualServer(VirtualServerKey key, VirtualServerOptions options, TrafficCounters traffic) {
        this(key, options, traffic, false);
    }

    /// Its counters, whole.
    ///
    /// @param before as known before
    TrafficCounters traffic(TrafficCounters before) {
        return narrow ? traffic.widened(before) : traffic;
    }
}
