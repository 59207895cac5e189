package dev.lvsd.ipvs;

/// What the kernel counts of a real server; unsigned.
///
/// @param activeConnections established ones, ipvsadm's `ActiveConn`
/// @param inactiveConnections all others, ipvsadm's `InActConn`
/// @param persistentConnections persistence templates
/// @param traffic packets and bytes
public record RealServerCounters(
        int activeConnections, int inactiveConnections, int persistentConnections, TrafficCounters traffic) {
    /// Nothing counted.
    public static final RealServerCounters ZERO = new RealServerCounters(0, 0, 0, TrafficCounters.ZERO);

    /// The same connections with other traffic.
    RealServerCounters withTraffic(TrafficCounters other) {
        return new RealServerCounters(activeConnections, inactiveConnections, persistentConnections, other);
    }
}
