package dev.lvsd.netlink;

import dev.lvsd.net.IpAddress;
import dev.lvsd.net.Prefix;
import org.jspecify.annotations.Nullable;

/// An address as an interface is to have it.
///
/// @param prefix the address with the length of its network's prefix
/// @param interfaceIndex of the interface
/// @param interfaceName of the interface, for messages
/// @param label `eth0:1`, or empty for none; IPv4 only
/// @param scope `RT_SCOPE_…`: 0 is global
/// @param flags `IFA_F_…`: `IFA_F_NODAD` for an IPv6 VIP
/// @param validSeconds until the kernel removes it unless it is added again, or [#FOREVER]
/// @param preferredSeconds until the kernel no longer chooses it as the source of new connections (RFC 4862, 5.5.4); at
///     most `validSeconds`, 0 for never
/// @param broadcast broadcast address, null for none; IPv4 only
/// @param peer the other end of a point-to-point link, to which the prefix length belongs; null for none
public record AddressSpec(
        Prefix prefix,
        int interfaceIndex,
        String interfaceName,
        String label,
        int scope,
        int flags,
        long validSeconds,
        long preferredSeconds,
        @Nullable IpAddress broadcast,
        @Nullable IpAddress peer) {
    /// A lifetime without end.
    public static final long FOREVER = 0xffff_ffffL;

    /// An address that is preferred as long as it is there.
    public AddressSpec(
            Prefix prefix,
            int interfaceIndex,
            String interfaceName,
            String label,
            int scope,
            int flags,
            long validSeconds) {
        this(prefix, interfaceIndex, interfaceName, label, scope, flags, validSeconds, validSeconds, null, null);
    }

    /// Checks the lifetimes.
    public AddressSpec {
        if (validSeconds < 1 || validSeconds > FOREVER) {
            throw new IllegalArgumentException("lifetime of " + prefix + ": " + validSeconds + " s");
        }
        if (preferredSeconds < 0 || preferredSeconds > validSeconds) {
            throw new IllegalArgumentException("preferred lifetime of " + prefix + ": " + preferredSeconds + " s of "
                    + validSeconds);
        }
    }

    /// A global address without label, for ever.
    public static AddressSpec of(Prefix prefix, int interfaceIndex, String interfaceName) {
        return new AddressSpec(prefix, interfaceIndex, interfaceName, "", 0, 0, FOREVER);
    }
}
