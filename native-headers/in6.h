/*
 * IPv6 sockets: addresses, options, multicast, control data.
 *
 * System headers: <sys/socket.h> <linux/in.h> <linux/in6.h> <linux/ipv6.h>
 */
#ifndef LVSD_IN6_H
#define LVSD_IN6_H

#include <stdint.h>

/* Options of a socket, and their level. */
#define LVSD_IPPROTO_IPV6 41
#define LVSD_IPV6_MULTICAST_IF 17
#define LVSD_IPV6_MULTICAST_LOOP 19  /* whether this host hears itself */
#define LVSD_IPV6_ADD_MEMBERSHIP 20  /* struct lvsd_ipv6_mreq: join */
#define LVSD_IPV6_MULTICAST_ALL 29   /* whether groups that others joined are heard */
#define LVSD_IPV6_HDRINCL 36         /* the IPv6 header is ours */
#define LVSD_IPV6_RECVPKTINFO 49     /* receive LVSD_IPV6_PKTINFO */
#define LVSD_IPV6_PKTINFO 50         /* control data: struct lvsd_in6_pktinfo */
#define LVSD_IPV6_RECVHOPLIMIT 51    /* receive LVSD_IPV6_HOPLIMIT */
#define LVSD_IPV6_HOPLIMIT 52        /* control data: int */

/* IPv6 address and port. */
struct lvsd_sockaddr_in6 {
    uint16_t sin6_family;
    uint16_t sin6_port; /* big endian */
    uint32_t sin6_flowinfo;
    uint8_t sin6_addr[16];
    uint32_t sin6_scope_id; /* index of the interface that a link-local address belongs to */
};

/* A multicast group on an interface. */
struct lvsd_ipv6_mreq {
    uint8_t ipv6mr_multiaddr[16];
    int32_t ipv6mr_ifindex;
};

/* Where a packet came in. */
struct lvsd_in6_pktinfo {
    uint8_t ipi6_addr[16]; /* destination in its header */
    int32_t ipi6_ifindex;
};

#endif
