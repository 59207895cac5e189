/*
 * Packet sockets: whole Ethernet frames, for ARP.
 *
 * System headers: <linux/if_packet.h> <linux/if_ether.h> <linux/if_arp.h>
 */
#ifndef LVSD_PACKET_H
#define LVSD_PACKET_H

#include <stdint.h>

#define LVSD_ETH_ALEN 6        /* bytes of a MAC address */
#define LVSD_ETH_P_IP 0x0800   /* EtherTypes */
#define LVSD_ETH_P_ARP 0x0806
#define LVSD_ETH_P_IPV6 0x86dd
#define LVSD_ARPHRD_ETHER 1    /* kind of hardware */
#define LVSD_ARPOP_REQUEST 1
#define LVSD_ARPOP_REPLY 2

/* Address of a packet socket. */
struct lvsd_sockaddr_ll {
    uint16_t sll_family;
    uint16_t sll_protocol; /* EtherType, big endian */
    int32_t sll_ifindex;
    uint16_t sll_hatype;   /* LVSD_ARPHRD_… */
    uint8_t sll_pkttype;   /* for us, broadcast, ours, … */
    uint8_t sll_halen;     /* bytes of the address */
    uint8_t sll_addr[8];
};

#endif
