/*
 * Route netlink: interfaces that stand on another one.
 *
 * System headers: <sys/socket.h> <linux/if.h> <linux/rtnetlink.h> <linux/if_link.h>
 */
#ifndef LVSD_LINK_H
#define LVSD_LINK_H

/* Attributes of an interface. */
#define LVSD_IFLA_LINK 5      /* u32, number of the interface on which it stands */
#define LVSD_IFLA_LINKINFO 18 /* nest: what kind it is */

/* Attributes in LVSD_IFLA_LINKINFO. */
#define LVSD_IFLA_INFO_KIND 1 /* string: macvlan */
#define LVSD_IFLA_INFO_DATA 2 /* nest: what its kind has to say */

/* Attributes in LVSD_IFLA_INFO_DATA of a macvlan. */
#define LVSD_IFLA_MACVLAN_MODE 1 /* u32: LVSD_MACVLAN_MODE_… */

/* How a macvlan deals with frames from its own address that come from outside. */
#define LVSD_MACVLAN_MODE_PRIVATE 1 /* takes them: the interface below does not see them */
#define LVSD_MACVLAN_MODE_BRIDGE 4  /* leaves them to the interface below */

#endif
