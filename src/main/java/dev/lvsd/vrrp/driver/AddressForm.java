package dev.lvsd.vrrp.driver;

import dev.lvsd.config.AddressOptions;
import dev.lvsd.config.VirtualAddress;
import dev.lvsd.net.Family;
import dev.lvsd.netlink.AddressRequest;
import dev.lvsd.netlink.AddressSpec;
import dev.lvsd.netlink.Link;
import dev.lvsd.netlink.RouteAbi;
import java.util.concurrent.TimeUnit;

/// The requests that add and remove a configured address.
final class AddressForm {
    private AddressForm() {}

    /// The request that adds an address, or renews it.
    ///
    /// @param validSeconds its lifetime
    /// @param ageNanos since it was added first: of `preferred_lft` so much is over
    static AddressRequest addition(Link link, VirtualAddress address, long validSeconds, long ageNanos) {
        String label = address.label();
        return new AddressRequest.Add(new AddressSpec(
                address.prefix(), link.index(), link.name(), label == null ? "" : label, address.scope(),
                flags(address), validSeconds,
                Math.min(validSeconds, preferredSeconds(address.options(), ageNanos)),
                address.options().broadcast(), address.options().peer()));
    }

    /// The request that removes an address.
    static AddressRequest removal(Link link, VirtualAddress address) {
        return new AddressRequest.Delete(address.prefix(), link.index(), link.name(), address.options().peer());
    }

    private static long preferredSeconds(AddressOptions options, long ageNanos) {
        return options.preferredSeconds() == AddressOptions.FOREVER ? AddressOptions.FOREVER
                : Math.max(0, options.preferredSeconds() - TimeUnit.NANOSECONDS.toSeconds(ageNanos));
    }

    /// An IPv6 address is added without duplicate address detection, unless it is asked for: it would see the master
    /// that was.
    private static int flags(VirtualAddress address) {
        boolean ipv6 = address.prefix().address().family() == Family.IPV6;
        int flags = ipv6 && !address.options().flags().contains(AddressOptions.Flag.DETECTS_DUPLICATES)
                ? RouteAbi.IFA_F_NODAD : 0;
        for (AddressOptions.Flag flag : address.options().flags()) {
            flags |= switch (flag) {
                case HOME -> RouteAbi.IFA_F_HOMEADDRESS;
                case DETECTS_DUPLICATES -> 0;
                case MNGTMPADDR -> RouteAbi.IFA_F_MANAGETEMPADDR;
                case NOPREFIXROUTE -> RouteAbi.IFA_F_NOPREFIXROUTE;
                case AUTOJOIN -> RouteAbi.IFA_F_MCAUTOJOIN;
            };
        }
        return flags;
    }
}
