package dev.lvsd.config;

import dev.lvsd.net.IpAddress;

/// A line of `unicast_peer`.
///
/// @param address where adverts go, and from where they come
/// @param minTtl `min_ttl`: the least time to live (hop limit) of what comes from it, 0 to 255
/// @param maxTtl `max_ttl`: the greatest
public record UnicastPeer(IpAddress address, int minTtl, int maxTtl) {
    /// A peer at any distance.
    public static UnicastPeer of(IpAddress address) {
        return new UnicastPeer(address, 0, 255);
    }

    /// Whether its distance matters.
    public boolean isBounded() {
        return minTtl > 0 || maxTtl < 255;
    }
}
