package dev.lvsd.ipvs;

/// What can be edited of a real server in the kernel's table. Its address and port identify it.
///
/// @param forwarding forwarding method
/// @param weight 0 to 2147483647; at 0 it gets no new connections
/// @param upperThreshold connections above which it gets no new ones, 0 for no limit
/// @param lowerThreshold connections below which it gets new ones again, 0 for three quarters of the upper
/// @param tunnel encapsulation; counts only with [Forwarding#TUN]
public record RealServerOptions(
        Forwarding forwarding, int weight, int upperThreshold, int lowerThreshold, Tunnel tunnel) {
    /// Checks the weight and the thresholds, which the kernel refuses with ERANGE.
    public RealServerOptions {
        if (weight < 0) {
            throw new IllegalArgumentException("weight " + weight + " is negative");
        }
        if (Integer.compareUnsigned(lowerThreshold, upperThreshold) > 0) {
            throw new IllegalArgumentException("lower threshold " + Integer.toUnsignedString(lowerThreshold)
                    + " is above the upper threshold " + Integer.toUnsignedString(upperThreshold));
        }
    }

    /// A real server without thresholds and with the plain tunnel.
    public static RealServerOptions of(Forwarding forwarding, int weight) {
        return new RealServerOptions(forwarding, weight, 0, 0, Tunnel.IPIP);
    }

    /// The same with another weight.
    public RealServerOptions withWeight(int newWeight) {
        return new RealServerOptions(forwarding, newWeight, upperThreshold, lowerThreshold, tunnel);
    }

    /// Whether the other options do the same: the tunnel counts only with [Forwarding#TUN].
    public boolean sameEffect(RealServerOptions other) {
        return equals(other)
                || (forwarding != Forwarding.TUN
                        && forwarding == other.forwarding
                        && weight == other.weight
                        && upperThreshold == other.upperThreshold
                        && lowerThreshold == other.lowerThreshold);
    }
}
