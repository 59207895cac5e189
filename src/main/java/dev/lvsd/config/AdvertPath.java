package dev.lvsd.config;

import dev.lvsd.net.IpAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// From where to where adverts go, and whose are taken.
///
/// @param unicastSource `unicast_src_ip`, source of unicast adverts, null for the interface's primary address
/// @param unicastPeers `unicast_peer`, where they go; empty for multicast
/// @param multicastSource `mcast_src_ip`, source of multicast adverts, null for the interface's primary address
/// @param checkUnicastSource `check_unicast_src`: a unicast advert must come from a configured peer
/// @param checksumWithoutPseudoHeader `v3_checksum_as_v2`: send as RFC 9568 says rather than as keepalived does
public record AdvertPath(
        @Nullable IpAddress unicastSource,
        List<IpAddress> unicastPeers,
        @Nullable IpAddress multicastSource,
        boolean checkUnicastSource,
        boolean checksumWithoutPseudoHeader) {
    /// Multicast from the interface's primary address, as keepalived sends it.
    public static final AdvertPath MULTICAST = new AdvertPath(null, List.of(), null, false, false);

    /// Copies the list.
    public AdvertPath {
        unicastPeers = List.copyOf(unicastPeers);
    }

    /// Whether adverts go to peers rather than to the group.
    public boolean isUnicast() {
        return !unicastPeers.isEmpty();
    }
}
