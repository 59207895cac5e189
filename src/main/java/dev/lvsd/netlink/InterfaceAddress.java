package dev.lvsd.netlink;

import static dev.lvsd.netlink.RouteAbi.IFA_F_DADFAILED;
import static dev.lvsd.netlink.RouteAbi.IFA_F_DEPRECATED;
import static dev.lvsd.netlink.RouteAbi.IFA_F_SECONDARY;
import static dev.lvsd.netlink.RouteAbi.IFA_F_TENTATIVE;

import dev.lvsd.net.IpAddress;
import dev.lvsd.net.Prefix;
import org.jspecify.annotations.Nullable;

/// An address that an interface has.
///
/// @param interfaceIndex of the interface
/// @param prefix the address with the length of its network's prefix
/// @param scope `RT_SCOPE_…`: 0 is global
/// @param flags `IFA_F_…`
/// @param label its name in the old manner, `eth0:1`; the interface's name where none was given, empty for
///     IPv6
/// @param validSeconds until the kernel removes it; [AddressSpec#FOREVER] if never
/// @param broadcast broadcast address, null for none
/// @param peer the other end of a point-to-point link, to which the prefix length belongs; null for none
public record InterfaceAddress(
        int interfaceIndex,
        Prefix prefix,
        int scope,
        int flags,
        String label,
        long validSeconds,
        @Nullable IpAddress broadcast,
        @Nullable IpAddress peer) {
    /// An address of a network, without a broadcast address.
    public InterfaceAddress(
            int interfaceIndex, Prefix prefix, int scope, int flags, String label, long validSeconds) {
        this(interfaceIndex, prefix, scope, flags, label, validSeconds, null, null);
    }

    /// Whether it came after another address of its network, and goes with it unless `promote_secondaries`
    /// is set (IPv4); for IPv6 the same bit means a temporary address.
    public boolean isSecondary() {
        return (flags & IFA_F_SECONDARY) != 0;
    }

    /// Whether duplicate address detection still runs (IPv6), so that it can't be bound yet.
    public boolean isTentative() {
        return (flags & IFA_F_TENTATIVE) != 0;
    }

    /// Whether another host has it, as duplicate address detection found (IPv6): the kernel doesn't use it.
    public boolean isDuplicate() {
        return (flags & IFA_F_DADFAILED) != 0;
    }

    /// Whether its preferred lifetime is over.
    public boolean isDeprecated() {
        return (flags & IFA_F_DEPRECATED) != 0;
    }
}
