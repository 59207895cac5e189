/*
 * IPv4 sockets: addresses, options, multicast.
 *
 * System headers: <sys/socket.h> <linux/in.h>
 */
#ifndef LVSD_IN_H
#define LVSD_IN_H

#include <stdint.h>

/* Options of a socket, and their level. */
#define LVSD_IPPROTO_IP 0
#define LVSD_IP_TOS 1
#define LVSD_IP_TTL 2
#define LVSD_IP_HDRINCL 3          /* the IP header is ours */
#define LVSD_IP_PKTINFO 8          /* receive struct lvsd_in_pktinfo as control data */
#define LVSD_IP_MTU_DISCOVER 10
#define LVSD_IP_MULTICAST_IF 32    /* struct lvsd_ip_mreqn: where it goes out */
#define LVSD_IP_MULTICAST_TTL 33
#define LVSD_IP_MULTICAST_LOOP 34  /* whether this host hears itself */
#define LVSD_IP_ADD_MEMBERSHIP 35  /* struct lvsd_ip_mreqn: join */
#define LVSD_IP_DROP_MEMBERSHIP 36 /* leave */
#define LVSD_IP_MULTICAST_ALL 49   /* whether groups that others joined are heard */

/* IPv4 address and port. */
struct lvsd_sockaddr_in {
    uint16_t sin_family;
    uint16_t sin_port; /* big endian */
    uint32_t sin_addr; /* big endian */
    uint8_t __pad[8];
};

/* A multicast group on an interface. */
struct lvsd_ip_mreqn {
    uint32_t imr_multiaddr; /* big endian */
    uint32_t imr_address;   /* of the interface, big endian; not needed with the index */
    int32_t imr_ifindex;
};

/* Where a packet came in. */
struct lvsd_in_pktinfo {
    int32_t ipi_ifindex;
    uint32_t ipi_spec_dst; /* address of ours that it was for, big endian */
    uint32_t ipi_addr;     /* destination in its header, big endian */
};

#endif
