/*
 * The Virtual Router Redundancy Protocol: version 2 is RFC 3768 (authentication: RFC 2338), version 3 is
 * RFC 9568. No system header declares it; all numbers are big endian.
 */
#ifndef LVSD_VRRP_H
#define LVSD_VRRP_H

#include <stdint.h>

#define LVSD_IPPROTO_VRRP 112
#define LVSD_VRRP_TTL 255            /* of every advertisement; another one came over a router */
#define LVSD_VRRP_GROUP 0xe0000012   /* 224.0.0.18 */
#define LVSD_VRRP_TYPE_ADVERTISEMENT 1
#define LVSD_VRRP_PRIORITY_STOP 0    /* the master goes */
#define LVSD_VRRP_PRIORITY_OWNER 255 /* the addresses are its own */
#define LVSD_VRRP_AUTH_NONE 0        /* version 2 */
#define LVSD_VRRP_AUTH_PASS 1        /* version 2: eight bytes of password after the addresses */
#define LVSD_VRRP_AUTH_BYTES 8

/* An advertisement; addresses follow, then in version 2 the authentication data. */
struct lvsd_vrrphdr {
    uint8_t version_type; /* version in the high half, type in the low */
    uint8_t vrid;         /* 1 to 255 */
    uint8_t priority;
    uint8_t naddr;        /* number of addresses */
    uint8_t auth_type;    /* version 3: the high four bits of the interval are in the low half */
    uint8_t adver_int;    /* version 2: seconds; version 3: hundredths, the low eight bits */
    uint16_t checksum;    /* version 3: with a pseudo header */
};

#endif
