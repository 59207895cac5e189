/*
 * Route netlink: routes and the rules of the routing policy.
 *
 * System headers: <sys/socket.h> <linux/rtnetlink.h> <linux/fib_rules.h> <linux/icmpv6.h>
 */
#ifndef LVSD_ROUTING_H
#define LVSD_ROUTING_H

#include <stdint.h>

/* Message types. */
#define LVSD_RTM_NEWROUTE 24 /* add a route; a route, as it is now */
#define LVSD_RTM_DELROUTE 25 /* remove a route; a route that is gone */
#define LVSD_RTM_NEWRULE 32
#define LVSD_RTM_DELRULE 33

/* Multicast groups. */
#define LVSD_RTNLGRP_IPV4_ROUTE 7
#define LVSD_RTNLGRP_IPV4_RULE 8
#define LVSD_RTNLGRP_IPV6_ROUTE 11
#define LVSD_RTNLGRP_IPV6_RULE 19

/* Follows the netlink header of a route. */
struct lvsd_rtmsg {
    uint8_t rtm_family;
    uint8_t rtm_dst_len; /* bits of LVSD_RTA_DST that count */
    uint8_t rtm_src_len;
    uint8_t rtm_tos;
    uint8_t rtm_table; /* LVSD_RT_TABLE_UNSPEC where it is in LVSD_RTA_TABLE */
    uint8_t rtm_protocol;
    uint8_t rtm_scope; /* LVSD_RT_SCOPE_…; nowhere in a removal: any */
    uint8_t rtm_type;  /* LVSD_RTN_… */
    uint32_t rtm_flags;
};

/* Types of routes. */
#define LVSD_RTN_UNSPEC 0
#define LVSD_RTN_UNICAST 1
#define LVSD_RTN_LOCAL 2
#define LVSD_RTN_BROADCAST 3
#define LVSD_RTN_ANYCAST 4
#define LVSD_RTN_MULTICAST 5
#define LVSD_RTN_BLACKHOLE 6
#define LVSD_RTN_UNREACHABLE 7
#define LVSD_RTN_PROHIBIT 8
#define LVSD_RTN_THROW 9

#define LVSD_RT_TABLE_UNSPEC 0

/* Attributes of a route. */
#define LVSD_RTA_DST 1
#define LVSD_RTA_OIF 4       /* u32: interface */
#define LVSD_RTA_GATEWAY 5   /* of the route's family */
#define LVSD_RTA_PRIORITY 6  /* u32: metric */
#define LVSD_RTA_PREFSRC 7
#define LVSD_RTA_METRICS 8   /* nest of LVSD_RTAX_… */
#define LVSD_RTA_MULTIPATH 9 /* struct lvsd_rtnexthop, each with attributes behind it */
#define LVSD_RTA_FLOW 11     /* u32: realms */
#define LVSD_RTA_TABLE 15    /* u32 */
#define LVSD_RTA_VIA 18      /* gateway of another family: u16 family, address */
#define LVSD_RTA_PREF 20     /* u8 (RFC 4191) */
#define LVSD_RTA_EXPIRES 23  /* u32: seconds */

/* One of several next hops. */
struct lvsd_rtnexthop {
    uint16_t rtnh_len; /* with its attributes */
    uint8_t rtnh_flags;
    uint8_t rtnh_hops; /* weight - 1 */
    int32_t rtnh_ifindex;
};

#define LVSD_RTNH_F_ONLINK 4

/* Router preference (RFC 4191). */
#define LVSD_ICMPV6_ROUTER_PREF_LOW 3
#define LVSD_ICMPV6_ROUTER_PREF_MEDIUM 0
#define LVSD_ICMPV6_ROUTER_PREF_HIGH 1

/* Metrics of a route: u32, but for the name of a congestion control. */
#define LVSD_RTAX_LOCK 1 /* bits 1 << LVSD_RTAX_… */
#define LVSD_RTAX_MTU 2
#define LVSD_RTAX_WINDOW 3
#define LVSD_RTAX_RTT 4    /* eighths of a millisecond */
#define LVSD_RTAX_RTTVAR 5 /* quarters of a millisecond */
#define LVSD_RTAX_SSTHRESH 6
#define LVSD_RTAX_CWND 7
#define LVSD_RTAX_ADVMSS 8
#define LVSD_RTAX_REORDERING 9
#define LVSD_RTAX_HOPLIMIT 10
#define LVSD_RTAX_INITCWND 11
#define LVSD_RTAX_FEATURES 12
#define LVSD_RTAX_RTO_MIN 13 /* milliseconds */
#define LVSD_RTAX_INITRWND 14
#define LVSD_RTAX_QUICKACK 15
#define LVSD_RTAX_CC_ALGO 16 /* text without a final zero */
#define LVSD_RTAX_FASTOPEN_NO_COOKIE 17
#define LVSD_RTAX_FEATURE_ECN 1

/* Follows the netlink header of a rule. */
struct lvsd_fib_rule_hdr {
    uint8_t family;
    uint8_t dst_len;
    uint8_t src_len;
    uint8_t tos;
    uint8_t table;
    uint8_t res1;
    uint8_t res2;
    uint8_t action; /* LVSD_FR_ACT_… */
    uint32_t flags;
};

#define LVSD_FIB_RULE_INVERT 2

/* What a rule does. */
#define LVSD_FR_ACT_TO_TBL 1
#define LVSD_FR_ACT_GOTO 2
#define LVSD_FR_ACT_NOP 3
#define LVSD_FR_ACT_BLACKHOLE 6
#define LVSD_FR_ACT_UNREACHABLE 7
#define LVSD_FR_ACT_PROHIBIT 8

/* Attributes of a rule. */
#define LVSD_FRA_DST 1
#define LVSD_FRA_SRC 2
#define LVSD_FRA_IIFNAME 3 /* string */
#define LVSD_FRA_GOTO 4
#define LVSD_FRA_PRIORITY 6
#define LVSD_FRA_FWMARK 10
#define LVSD_FRA_FLOW 11             /* u32: realms */
#define LVSD_FRA_TUN_ID 12           /* be64 */
#define LVSD_FRA_SUPPRESS_IFGROUP 13 /* u32 */
#define LVSD_FRA_SUPPRESS_PREFIXLEN 14
#define LVSD_FRA_TABLE 15
#define LVSD_FRA_FWMASK 16
#define LVSD_FRA_OIFNAME 17
#define LVSD_FRA_L3MDEV 19    /* u8 */
#define LVSD_FRA_UID_RANGE 20 /* u32 first, u32 last */
#define LVSD_FRA_PROTOCOL 21  /* u8: who made it */
#define LVSD_FRA_IP_PROTO 22  /* u8: what is in the packets */
#define LVSD_FRA_SPORT_RANGE 23 /* u16 first, u16 last */
#define LVSD_FRA_DPORT_RANGE 24

#endif
