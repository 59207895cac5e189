/// Netlink (netlink(7), RFC 3549): writing and reading of messages and attributes, requests and their
/// answers, generic netlink's family lookup, route netlink's links and addresses.
///
/// Pure: [dev.lvsd.netlink.MessageWriter], [dev.lvsd.netlink.MessageCursor],
/// [dev.lvsd.netlink.AttributeCursor] and the codecs. [dev.lvsd.netlink.NetlinkConnection] speaks through a
/// [dev.lvsd.netlink.NetlinkTransport], which is the kernel's socket or a test's script.
@NullMarked
package dev.lvsd.netlink;

import org.jspecify.annotations.NullMarked;
