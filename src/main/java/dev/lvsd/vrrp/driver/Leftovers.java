package dev.lvsd.vrrp.driver;

import dev.lvsd.net.Family;
import dev.lvsd.netlink.AddressRequest;
import dev.lvsd.netlink.AddressSpec;
import dev.lvsd.netlink.InterfaceAddress;
import dev.lvsd.netlink.Link;
import dev.lvsd.netlink.RouteAbi;
import dev.lvsd.vrrp.OwnedAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Addresses of ours that stand on interfaces, found by address, prefix length and interface: anything else is not
/// ours.
final class Leftovers {
    private Leftovers() {}

    /// Those of a list that are there.
    static Set<OwnedAddress> present(Set<OwnedAddress> owned, Interfaces interfaces) {
        Set<OwnedAddress> present = new HashSet<>();
        for (OwnedAddress address : owned) {
            Link link = interfaces.links().get(address.interfaceName());
            if (link != null && has(interfaces, link.index(), address)) {
                present.add(address);
            }
        }
        return present;
    }

    /// Requests that remove addresses that are there.
    static List<AddressRequest> removals(Set<OwnedAddress> present, Interfaces interfaces) {
        List<AddressRequest> requests = new ArrayList<>();
        for (OwnedAddress address : present) {
            Link link = interfaces.links().get(address.interfaceName());
            InterfaceAddress there = link == null ? null : find(interfaces, link.index(), address);
            if (link != null && there != null) {
                requests.add(new AddressRequest.Delete(
                        address.prefix(), link.index(), link.name(), there.peer()));
            }
        }
        return requests;
    }

    /// Requests that bring back what went along with the removed ones: the kernel takes the secondary addresses of a
    /// network with their primary, unless `promote_secondaries` is set.
    static List<AddressRequest> restorations(Interfaces before, Interfaces after, Set<OwnedAddress> removed) {
        List<AddressRequest> requests = new ArrayList<>();
        for (Link link : before.links().values()) {
            for (InterfaceAddress address : before.addresses()) {
                OwnedAddress named = new OwnedAddress(address.prefix(), link.name());
                if (address.interfaceIndex() == link.index()
                        && address.isSecondary()
                        && address.prefix().address().family() == Family.IPV4
                        && !removed.contains(named)
                        && !has(after, link.index(), named)) {
                    requests.add(new AddressRequest.Add(new AddressSpec(address.prefix(), link.index(), link.name(),
                            address.label().equals(link.name()) ? "" : address.label(), address.scope(),
                            address.flags() & RouteAbi.IFA_F_NOPREFIXROUTE, Math.max(1, address.validSeconds()),
                            Math.max(1, address.validSeconds()), address.broadcast(), address.peer())));
                }
            }
        }
        return requests;
    }

    private static boolean has(Interfaces interfaces, int index, OwnedAddress address) {
        return find(interfaces, index, address) != null;
    }

    private static @Nullable InterfaceAddress find(Interfaces interfaces, int index, OwnedAddress address) {
        for (InterfaceAddress there : interfaces.addresses()) {
            if (there.interfaceIndex() == index && there.prefix().equals(address.prefix())) {
                return there;
            }
        }
        return null;
    }
}
