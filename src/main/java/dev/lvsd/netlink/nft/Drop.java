package dev.lvsd.netlink.nft;

import dev.lvsd.net.IpAddress;

/// An address to and from which packets are dropped.
///
/// @param address of either family
/// @param device the interface at which; empty for any
public record Drop(IpAddress address, String device) {
    /// One of a virtual router: an IPv6 link-local address means another host at each interface.
    ///
    /// @param device the interface that has it
    public static Drop of(IpAddress address, String device) {
        return new Drop(address, address instanceof IpAddress.V6 v6 && v6.isLinkLocal() ? device : "");
    }
}
