/*
 * Route netlink: interfaces and their addresses.
 *
 * System headers: <sys/socket.h> <linux/if.h> <linux/rtnetlink.h> <linux/if_link.h> <linux/if_addr.h>
 */
#ifndef LVSD_ROUTE_H
#define LVSD_ROUTE_H

#include <stdint.h>

/* Message types. */
#define LVSD_RTM_NEWLINK 16 /* an interface, as it is now */
#define LVSD_RTM_DELLINK 17 /* an interface that is gone */
#define LVSD_RTM_GETLINK 18
#define LVSD_RTM_NEWADDR 20 /* give an address; an address, as it is now */
#define LVSD_RTM_DELADDR 21 /* take an address; an address that is gone */
#define LVSD_RTM_GETADDR 22

/* Multicast groups. */
#define LVSD_RTNLGRP_LINK 1
#define LVSD_RTNLGRP_IPV4_IFADDR 5
#define LVSD_RTNLGRP_IPV6_IFADDR 9

/* Follows the netlink header of an interface. */
struct lvsd_ifinfomsg {
    uint8_t ifi_family;
    uint8_t __ifi_pad;
    uint16_t ifi_type; /* LVSD_ARPHRD_… */
    int32_t ifi_index;
    uint32_t ifi_flags; /* LVSD_IFF_… */
    uint32_t ifi_change;
};

/* State of an interface. */
#define LVSD_IFF_UP 0x1           /* set up by someone */
#define LVSD_IFF_LOOPBACK 0x8
#define LVSD_IFF_POINTOPOINT 0x10
#define LVSD_IFF_RUNNING 0x40     /* can carry packets */
#define LVSD_IFF_NOARP 0x80
#define LVSD_IFF_LOWER_UP 0x10000 /* has carrier */

/* Attributes of an interface. */
#define LVSD_IFLA_ADDRESS 1   /* link-layer address */
#define LVSD_IFLA_IFNAME 3    /* string */
#define LVSD_IFLA_MTU 4       /* u32 */
#define LVSD_IFLA_EXT_MASK 29 /* u32, in a request: what to put in or leave out */

#define LVSD_RTEXT_FILTER_SKIP_STATS 0x8 /* leave the traffic counters out */

/* Follows the netlink header of an address. */
struct lvsd_ifaddrmsg {
    uint8_t ifa_family;
    uint8_t ifa_prefixlen;
    uint8_t ifa_flags; /* the low eight bits; all are in LVSD_IFA_FLAGS */
    uint8_t ifa_scope; /* LVSD_RT_SCOPE_… */
    uint32_t ifa_index; /* of the interface */
};

/* State of an address. */
#define LVSD_IFA_F_SECONDARY 0x1       /* came after another of its network, goes with it */
#define LVSD_IFA_F_NODAD 0x2           /* don't look for duplicates first */
#define LVSD_IFA_F_DADFAILED 0x8       /* a duplicate was found */
#define LVSD_IFA_F_HOMEADDRESS 0x10    /* home address of Mobile IPv6 */
#define LVSD_IFA_F_DEPRECATED 0x20     /* preferred lifetime is over */
#define LVSD_IFA_F_TENTATIVE 0x40      /* duplicates are still looked for */
#define LVSD_IFA_F_PERMANENT 0x80      /* no lifetime */
#define LVSD_IFA_F_MANAGETEMPADDR 0x100 /* template of temporary addresses */
#define LVSD_IFA_F_NOPREFIXROUTE 0x200 /* make no route to its network */
#define LVSD_IFA_F_MCAUTOJOIN 0x400    /* join the group of a multicast address */

/* Attributes of an address. */
#define LVSD_IFA_ADDRESS 1   /* itself, or the peer's on a point-to-point interface */
#define LVSD_IFA_LOCAL 2     /* itself */
#define LVSD_IFA_LABEL 3     /* string */
#define LVSD_IFA_BROADCAST 4
#define LVSD_IFA_CACHEINFO 6 /* struct lvsd_ifa_cacheinfo */
#define LVSD_IFA_FLAGS 8     /* u32: LVSD_IFA_F_… */

/* Lifetimes in seconds; all ones is for ever. */
struct lvsd_ifa_cacheinfo {
    uint32_t ifa_prefered;
    uint32_t ifa_valid; /* then the kernel removes the address */
    uint32_t cstamp;    /* made, in hundredths of a second after boot */
    uint32_t tstamp;    /* changed */
};

/* How far an address is known. */
#define LVSD_RT_SCOPE_UNIVERSE 0
#define LVSD_RT_SCOPE_SITE 200
#define LVSD_RT_SCOPE_LINK 253
#define LVSD_RT_SCOPE_HOST 254
#define LVSD_RT_SCOPE_NOWHERE 255

#endif
