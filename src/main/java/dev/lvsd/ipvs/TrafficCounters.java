package dev.lvsd.ipvs;

/// Traffic of a virtual server or a real server: totals since the kernel made the entry, and the rates that the
/// kernel estimates over two seconds. All of them unsigned. A real server that comes back within two minutes
/// after its deletion keeps its totals.
///
/// @param connections connections scheduled
/// @param inPackets packets from clients
/// @param outPackets packets to clients, 0 with direct routing and tunnels
/// @param inBytes bytes from clients
/// @param outBytes bytes to clients
/// @param connectionsPerSecond new connections a second
/// @param inPacketsPerSecond packets from clients a second
/// @param outPacketsPerSecond packets to clients a second
/// @param inBytesPerSecond bytes from clients a second
/// @param outBytesPerSecond bytes to clients a second
public record TrafficCounters(
        long connections,
        long inPackets,
        long outPackets,
        long inBytes,
        long outBytes,
        long connectionsPerSecond,
        long inPacketsPerSecond,
        long outPacketsPerSecond,
        long inBytesPerSecond,
        long outBytesPerSecond) {
    /// No traffic.
    public static final TrafficCounters ZERO = new TrafficCounters(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /// The totals alone.
    public TrafficCounters withoutRates() {
        return new TrafficCounters(connections, inPackets, outPackets, inBytes, outBytes, 0, 0, 0, 0, 0);
    }

    /// The whole counters, where a kernel told the low 32 bits of connections and packets: a number that is smaller
    /// than before has passed 2^32, unless bytes, which are always whole, are fewer than before: then all began again.
    ///
    /// @param before whole counters of the read before
    TrafficCounters widened(TrafficCounters before) {
        if (Long.compareUnsigned(inBytes, before.inBytes) < 0 || Long.compareUnsigned(outBytes, before.outBytes) < 0) {
            return this;
        }
        return new TrafficCounters(
                widened(connections, before.connections),
                widened(inPackets, before.inPackets),
                widened(outPackets, before.outPackets),
                inBytes, outBytes,
                connectionsPerSecond, inPacketsPerSecond, outPacketsPerSecond, inBytesPerSecond, outBytesPerSecond);
    }

    private static long widened(long low, long before) {
        long same = before >>> Integer.SIZE << Integer.SIZE | low;
        return Long.compareUnsigned(same, before) < 0 ? same + (1L << Integer.SIZE) : same;
    }
}
