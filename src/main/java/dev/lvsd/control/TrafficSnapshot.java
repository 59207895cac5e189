package dev.lvsd.control;

/// What the kernel counted of a virtual server's or a real server's traffic, and what flows now. The totals count
/// since the kernel made the entry and begin again at 0 with `ipvsadm -Z`, with another virtual server in its place,
/// and with a real server that was away for more than two minutes. All of them unsigned.
///
/// @param connections connections scheduled
/// @param inPackets packets from clients
/// @param outPackets packets to clients, 0 with direct routing and tunnels
/// @param inBytes bytes from clients
/// @param outBytes bytes to clients
/// @param rates what flows now
public record TrafficSnapshot(
        long connections, long inPackets, long outPackets, long inBytes, long outBytes, Rates rates) {
    /// No traffic.
    public static final TrafficSnapshot ZERO = new TrafficSnapshot(0, 0, 0, 0, 0, Rates.ZERO);

    /// Amounts of a second, as the kernel estimates them every two seconds: three quarters of the last estimate
    /// and a quarter of what came since.
    ///
    /// @param connections connections scheduled
    /// @param inPackets packets from clients
    /// @param outPackets packets to clients
    /// @param inBytes bytes from clients
    /// @param outBytes bytes to clients
    public record Rates(long connections, long inPackets, long outPackets, long inBytes, long outBytes) {
        /// Nothing flows.
        public static final Rates ZERO = new Rates(0, 0, 0, 0, 0);
    }
}
