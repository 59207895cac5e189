package dev.lvsd.config;

import dev.lvsd.net.IpAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// From where to where adverts go, and whose are taken.
///
/// @param unicastSource `unicast_src_ip`, source of unicast adverts, null for the interface's primary address
/// @param peers `unicast_peer`, where they go; empty for multicast
/// @param multicastSource `mcast_src_ip`, source of multicast adverts, null for the interface's primary address
/// @param group `mcast_dst_ip`, where multicast adverts go, null for the group of the RFC
/// @param unicastTtl `unicast_ttl`: the time to live (hop limit) of unicast adverts, 0 to 255; multicast has 255
/// @param checkUnicastSource `check_unicast_src`: a unicast advert must come from a configured peer
/// @param checksumWithoutPseudoHeader `v3_checksum_as_v2`: send as RFC 9568 says rather than as keepalived does
/// @param missesPeers `unicast_fault_no_peer`, and unicast is meant, and there is no peer: nothing is to be sent
public record AdvertPath(
        @Nullable IpAddress unicastSource,
        List<UnicastPeer> peers,
        @Nullable IpAddress multicastSource,
        @Nullable IpAddress group,
        int unicastTtl,
        boolean checkUnicastSource,
        boolean checksumWithoutPseudoHeader,
        boolean missesPeers) {
    /// The time to live of what no router has forwarded (RFC 9568, 5.1.1.3).
    public static final int NEAREST = 255;

    /// Multicast from the interface's primary address, as keepalived sends it.
    public static final AdvertPath MULTICAST = unicast(null, List.of());

    /// Copies the list.
    public AdvertPath {
        peers = List.copyOf(peers);
    }

    /// Unicast to peers at any distance, with all else as keepalived does it by default; multicast without a peer.
    public static AdvertPath unicast(@Nullable IpAddress source, List<IpAddress> peers) {
        return new AdvertPath(
                source, peers.stream().map(UnicastPeer::of).toList(), null, null, NEAREST, false, false, false);
    }

    /// The addresses of the peers.
    public List<IpAddress> unicastPeers() {
        return peers.stream().map(UnicastPeer::address).toList();
    }

    /// Whether an address is that of a peer.
    public boolean hasPeer(IpAddress address) {
        for (int i = 0; i < peers.size(); i++) {
            if (peers.get(i).address().equals(address)) {
                return true;
            }
        }
        return false;
    }

    /// Whether adverts go to peers rather than to the group.
    public boolean isUnicast() {
        return !peers.isEmpty();
    }
}
