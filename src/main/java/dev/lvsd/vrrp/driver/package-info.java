/// The edge of {@link dev.lvsd.vrrp}: threads, sockets and netlink.
///
/// | thread | owns | waits for |
/// |---|---|---|
/// | vrrp | the virtual routers, their sockets and timers | packets and deadlines, nothing else |
/// | addresses | the virtual addresses and their announcements | orders of vrrp, netlink |
/// | interfaces | what is known of links and addresses | news of the kernel |
/// | vrrp-news | the log | lines of the others |
///
/// They exchange messages through {@link dev.lvsd.vrrp.driver.Mailbox}es and publish immutable values.
@NullMarked
package dev.lvsd.vrrp.driver;

import org.jspecify.annotations.NullMarked;
