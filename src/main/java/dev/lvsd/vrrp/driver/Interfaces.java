package dev.lvsd.vrrp.driver;

import dev.lvsd.config.VirtualAddress;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.net.Family;
import dev.lvsd.net.IpAddress;
import dev.lvsd.netlink.InterfaceAddress;
import dev.lvsd.netlink.Link;
import dev.lvsd.track.TrackerState;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Interfaces and their addresses at one moment, and what they mean for an instance. Immutable.
///
/// @param links by name
/// @param addresses of all interfaces, in the kernel's order
record Interfaces(Map<String, Link> links, List<InterfaceAddress> addresses) {
    private static final int OWNER = 255;

    /// Nothing known yet.
    static final Interfaces NONE = new Interfaces(Map.of(), List.of());

    /// Takes copies.
    Interfaces {
        links = Map.copyOf(links);
        addresses = List.copyOf(addresses);
    }

    /// From the kernel's lists.
    static Interfaces of(List<Link> links, List<InterfaceAddress> addresses) {
        Map<String, Link> byName = new HashMap<>();
        links.forEach(link -> byName.put(link.name(), link));
        return new Interfaces(byName, addresses);
    }

    /// What an instance can do.
    ///
    /// @param virtual addresses of all instances: none of them is the primary address of an interface
    ///     unless the instance owns it (priority 255)
    LinkState stateFor(VrrpInstance instance, Set<IpAddress> virtual) {
        String name = instance.interfaceName();
        Link link = links.get(name);
        if (link == null) {
            return new LinkState.Faulty("interface " + name + " does not exist; waiting for it");
        }
        if (!link.isUsable() && instance.tracking().ownInterface()) {
            return new LinkState.Faulty("interface " + name + (link.isUp() ? " has no carrier" : " is down"));
        }
        if (instance.path().missesPeers()) {
            return new LinkState.Faulty("unicast_peer lists nobody, and unicast_fault_no_peer is set");
        }
        @Nullable IpAddress wanted =
                instance.path().isUnicast() ? instance.path().unicastSource() : instance.path().multicastSource();
        if (wanted != null) {
            return isUsable(wanted)
                    ? new LinkState.Usable(link, wanted)
                    : new LinkState.Faulty("source address " + wanted + " is on no interface; waiting for it");
        }
        IpAddress primary = primary(link, instance.family(), owns(instance) ? Set.of() : virtual);
        String kind = switch (instance.family()) {
            case IPV4 -> "IPv4";
            case IPV6 -> "link-local IPv6";
        };
        return primary == null
                ? new LinkState.Faulty("interface " + name + " has no " + kind + " address; waiting for one")
                : new LinkState.Usable(link, primary);
    }

    /// What an interface is to those who track it.
    TrackerState trackerState(String name) {
        Link link = links.get(name);
        if (link == null) {
            return TrackerState.down("does not exist");
        }
        return link.isUsable() ? TrackerState.up("is up")
                : TrackerState.down(link.isUp() ? "has no carrier" : "is down");
    }

    /// Whether an interface has an address.
    boolean has(Link link, VirtualAddress address) {
        return find(link, address) != null;
    }

    /// Whether an interface has an address that another host has too, as the kernel found.
    boolean isDuplicate(Link link, VirtualAddress address) {
        InterfaceAddress present = find(link, address);
        return present != null && present.isDuplicate();
    }

    private @Nullable InterfaceAddress find(Link link, VirtualAddress address) {
        for (InterfaceAddress present : addresses) {
            if (present.interfaceIndex() == link.index() && present.prefix().equals(address.prefix())) {
                return present;
            }
        }
        return null;
    }

    /// All virtual addresses of instances.
    static Set<IpAddress> virtual(Collection<VrrpInstance> instances) {
        Set<IpAddress> all = new HashSet<>();
        for (VrrpInstance instance : instances) {
            instance.virtualAddresses().forEach(address -> all.add(address.prefix().address()));
            instance.excludedAddresses().forEach(address -> all.add(address.prefix().address()));
        }
        return all;
    }

    /// What is no source of adverts after a reload: what is virtual now, and what was and has not gone yet.
    ///
    /// @param virtual addresses of the configurations before and now
    /// @param configured instances of the configuration now
    Set<IpAddress> stillVirtual(Set<IpAddress> virtual, Collection<VrrpInstance> configured) {
        Set<IpAddress> still = virtual(configured);
        virtual.stream().filter(this::hasAddress).forEach(still::add);
        return still;
    }

    /// Whether the virtual addresses of an instance are its interface's own (RFC 9568, 6.1: priority 255).
    static boolean owns(VrrpInstance instance) {
        return instance.priority() == OWNER;
    }

    private boolean hasAddress(IpAddress address) {
        return addresses.stream().anyMatch(present -> present.prefix().address().equals(address));
    }

    /// Whether an address is there and can be sent from.
    private boolean isUsable(IpAddress address) {
        return addresses.stream()
                .anyMatch(present -> present.prefix().address().equals(address) && !present.isTentative());
    }

    /// The first address of a family that is the interface's own; in IPv6 of the link-local ones, from which adverts
    /// come (RFC 9568, 5.1.2.2).
    private @Nullable IpAddress primary(Link link, Family family, Set<IpAddress> virtual) {
        for (InterfaceAddress present : addresses) {
            IpAddress address = present.prefix().address();
            if (present.interfaceIndex() == link.index()
                    && address.family() == family
                    && !present.isSecondary()
                    && !present.isTentative()
                    && (family == Family.IPV4 || address.isLinkLocal())
                    && !virtual.contains(address)) {
                return address;
            }
        }
        return null;
    }
}
