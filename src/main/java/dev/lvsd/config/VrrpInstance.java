package dev.lvsd.config;

import dev.lvsd.net.IpAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One `vrrp_instance`: a virtual router on an interface.
///
/// @param name name of the block
/// @param version 2 or 3
/// @param startsAsMaster `state MASTER`; as in keepalived it decides the default priority and clears
///     `nopreempt`, and the instance starts as backup all the same
/// @param interfaceName `interface`
/// @param virtualRouterId VRID, 1 to 255
/// @param priority 1 to 255; 255 is the address owner
/// @param advertInterval `advert_int`: whole seconds in version 2, tens of milliseconds in version 3
/// @param preempt false with `nopreempt`
/// @param unicastSource `unicast_src_ip`, null for the interface's primary address
/// @param unicastPeers `unicast_peer`; empty for multicast
/// @param multicastSource `mcast_src_ip`, null for the interface's primary address
/// @param checkUnicastSource whether a unicast advert must come from a configured peer
/// @param checksumWithoutPseudoHeader `v3_checksum_as_v2`: send as RFC 9568 says rather than as keepalived does
/// @param yieldsWithAdvert `higher_prio_send_advert`: a master that yields sends one more advert, so that the
///     winner announces its addresses again
/// @param password `auth_pass` of `auth_type PASS`, null for none
/// @param virtualAddresses `virtual_ipaddress`, advertised
/// @param excludedAddresses `virtual_ipaddress_excluded`, not advertised
/// @param garp gratuitous ARP
public record VrrpInstance(
        String name,
        int version,
        boolean startsAsMaster,
        String interfaceName,
        int virtualRouterId,
        int priority,
        Duration advertInterval,
        boolean preempt,
        @Nullable IpAddress unicastSource,
        List<IpAddress> unicastPeers,
        @Nullable IpAddress multicastSource,
        boolean checkUnicastSource,
        boolean checksumWithoutPseudoHeader,
        boolean yieldsWithAdvert,
        @Nullable Password password,
        List<VirtualAddress> virtualAddresses,
        List<VirtualAddress> excludedAddresses,
        GarpSettings garp) {
    /// Copies the lists.
    public VrrpInstance {
        unicastPeers = List.copyOf(unicastPeers);
        virtualAddresses = List.copyOf(virtualAddresses);
        excludedAddresses = List.copyOf(excludedAddresses);
    }
}
