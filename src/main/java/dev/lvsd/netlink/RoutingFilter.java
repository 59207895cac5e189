package dev.lvsd.netlink;

import static dev.lvsd.netlink.NetlinkAbi.OFFSETOF_NLMSGHDR_NLMSG_TYPE;
import static dev.lvsd.netlink.NetlinkAbi.SIZEOF_NLMSGHDR;
import static dev.lvsd.netlink.RoutingAbi.OFFSETOF_RTMSG_RTM_PROTOCOL;
import static dev.lvsd.netlink.RoutingAbi.RTM_DELROUTE;
import static dev.lvsd.netlink.RoutingAbi.RTM_NEWROUTE;
import static dev.lvsd.netlink.RoutingAbi.RTM_NEWRULE;

import dev.lvsd.linux.SocketFilter;
import dev.lvsd.net.routing.RoutingEntry;
import java.nio.ByteOrder;

/// What the kernel hands to a monitor: everything but new routes and rules, and routes of another protocol than ours.
/// A host that learns all routes of the internet wakes nobody.
final class RoutingFilter {
    /// Where the low byte of the message's type stands; the types in question are below 256.
    private static final int TYPE = OFFSETOF_NLMSGHDR_NLMSG_TYPE
            + (ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? 0 : 1);
    private static final int PROTOCOL = SIZEOF_NLMSGHDR + OFFSETOF_RTMSG_RTM_PROTOCOL;

    private RoutingFilter() {}

    static SocketFilter program() {
        return new SocketFilter()
                .loadByte(TYPE)
                .dropIf(RTM_NEWROUTE)
                .dropIf(RTM_NEWRULE)
                .acceptUnless(RTM_DELROUTE)
                .loadByte(PROTOCOL)
                .acceptIf(RoutingEntry.PROTOCOL)
                .drop();
    }
}
