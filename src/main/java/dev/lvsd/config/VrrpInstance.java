package dev.lvsd.config;

import dev.lvsd.net.Family;
import java.time.Duration;
import java.util.List;

/// One `vrrp_instance`: a virtual router on an interface.
///
/// @param name name of the block
/// @param version 2 or 3
/// @param interfaceName `interface`
/// @param virtualRouterId VRID, 1 to 255
/// @param priority 1 to 255; 255 is the address owner
/// @param advertInterval `advert_int`: whole seconds in version 2, tens of milliseconds in version 3
/// @param election how it becomes and stays master
/// @param path from where to where its adverts go
/// @param tracking what makes it a fault or changes its priority
/// @param authentication how its adverts prove where they come from
/// @param virtualAddresses `virtual_ipaddress`, advertised
/// @param excludedAddresses `virtual_ipaddress_excluded`, not advertised
/// @param garp gratuitous ARP
/// @param promoteSecondaries `promote_secondaries`: addresses of its interface outlive the first of their network
/// @param notifications whom it tells what
/// @param acceptMode what becomes of packets to its addresses
/// @param virtualMac link-layer addresses of its own
/// @param routing `virtual_routes` and `virtual_rules`
public record VrrpInstance(
        String name,
        int version,
        String interfaceName,
        int virtualRouterId,
        int priority,
        Duration advertInterval,
        Election election,
        AdvertPath path,
        Tracking tracking,
        Authentication authentication,
        List<VirtualAddress> virtualAddresses,
        List<VirtualAddress> excludedAddresses,
        GarpSettings garp,
        boolean promoteSecondaries,
        Notifications notifications,
        AcceptMode acceptMode,
        VirtualMac virtualMac,
        Routing routing) {
    /// Copies the lists.
    public VrrpInstance {
        virtualAddresses = List.copyOf(virtualAddresses);
        excludedAddresses = List.copyOf(excludedAddresses);
    }

    /// The same that tracks other things.
    VrrpInstance tracks(Tracking other) {
        return new VrrpInstance(
                name, version, interfaceName, virtualRouterId, priority, advertInterval, election, path, other,
                authentication, virtualAddresses, excludedAddresses, garp, promoteSecondaries, notifications,
                acceptMode, virtualMac, routing);
    }

    /// The family of its adverts: that of the virtual addresses in them, IPv4 where there is none.
    public Family family() {
        return virtualAddresses.isEmpty() ? Family.IPV4 : virtualAddresses.getFirst().prefix().address().family();
    }

    /// The same with link-layer addresses of its own, which carry its virtual addresses.
    VrrpInstance with(VirtualMac mac, List<VirtualAddress> addresses, List<VirtualAddress> excluded) {
        return new VrrpInstance(
                name, version, interfaceName, virtualRouterId, priority, advertInterval, election, path, tracking,
                authentication, addresses, excluded, garp, promoteSecondaries, notifications, acceptMode, mac,
                routing);
    }
}
