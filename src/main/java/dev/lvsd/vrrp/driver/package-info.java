/// The edge of {@link dev.lvsd.vrrp}: threads, sockets and netlink.
///
/// | thread | owns | waits for |
/// |---|---|---|
/// | vrrp | the virtual routers, their sockets and timers | packets and deadlines, nothing else |
/// | addresses | the virtual addresses and their announcements | orders of vrrp, netlink |
/// | interfaces | links and addresses, and what comes of all that is tracked | news of the kernel, tracked states |
/// | vrrp-news | the log | lines of the others |
///
/// The thread interfaces also makes the interfaces of virtual link-layer addresses, of which the thread addresses sets
/// up those that carry addresses.
///
/// They exchange messages through {@link dev.lvsd.vrrp.driver.Mailbox}es and publish immutable values.
@NullMarked
package dev.lvsd.vrrp.driver;

import org.jspecify.annotations.NullMarked;
