/*
 * The kernel's IPVS table over generic netlink: commands, attributes, flags.
 *
 * System headers: <linux/ip_vs.h>
 */
#ifndef LVSD_IP_VS_H
#define LVSD_IP_VS_H

#include <stdint.h>

/* The generic netlink family. */
#define LVSD_IPVS_GENL_NAME "IPVS" /* name of the generic netlink family */
#define LVSD_IPVS_GENL_VERSION 1   /* version of the generic netlink family */

/* Flags of a virtual server. */
#define LVSD_IP_VS_SVC_F_PERSISTENT 0x0001 /* connections of one client go to one real server */
#define LVSD_IP_VS_SVC_F_HASHED 0x0002     /* set by the kernel in everything that it reports */
#define LVSD_IP_VS_SVC_F_ONEPACKET 0x0004  /* each UDP packet is scheduled by itself */
#define LVSD_IP_VS_SVC_F_SCHED1 0x0008     /* first flag of the scheduler: fallback of sh and mh */
#define LVSD_IP_VS_SVC_F_SCHED2 0x0010     /* second flag of the scheduler: sh and mh use the port too */
#define LVSD_IP_VS_SVC_F_SCHED3 0x0020     /* third flag of the scheduler */

/* States of a synchronisation daemon; each can run beside the other. */
#define LVSD_IP_VS_STATE_MASTER 1 /* a synchronisation daemon that sends */
#define LVSD_IP_VS_STATE_BACKUP 2 /* a synchronisation daemon that receives */

/* Flags of a real server: how packets go to it. */
#define LVSD_IP_VS_CONN_F_FWD_MASK 0x0007 /* the bits of the forwarding method */
#define LVSD_IP_VS_CONN_F_MASQ 0          /* network address translation */
#define LVSD_IP_VS_CONN_F_LOCALNODE 1     /* to a process of the director */
#define LVSD_IP_VS_CONN_F_TUNNEL 2        /* tunnelling */
#define LVSD_IP_VS_CONN_F_DROUTE 3        /* direct routing */
#define LVSD_IP_VS_CONN_F_BYPASS 4        /* past IPVS */

/* Bytes of names, their final zero included. */
#define LVSD_IP_VS_SCHEDNAME_MAXLEN 16 /* bytes of a scheduler's name with its final zero */
#define LVSD_IP_VS_PENAME_MAXLEN 16    /* bytes of a persistence engine's name with its final zero */
#define LVSD_IP_VS_IFNAME_MAXLEN 16    /* bytes of an interface's name with its final zero */

/* Encapsulation of a tunnel. */
#define LVSD_IP_VS_CONN_F_TUNNEL_TYPE_IPIP 0   /* tunnel: IP in IP */
#define LVSD_IP_VS_CONN_F_TUNNEL_TYPE_GUE 1    /* tunnel: generic UDP encapsulation */
#define LVSD_IP_VS_CONN_F_TUNNEL_TYPE_GRE 2    /* tunnel: generic routing encapsulation */
#define LVSD_IP_VS_TUNNEL_ENCAP_FLAG_NOCSUM 0  /* no checksum in the encapsulation */
#define LVSD_IP_VS_TUNNEL_ENCAP_FLAG_CSUM 1    /* a checksum in the encapsulation */
#define LVSD_IP_VS_TUNNEL_ENCAP_FLAG_REMCSUM 2 /* remote checksum offload */

/* Commands. */
#define LVSD_IPVS_CMD_NEW_SERVICE 1 /* add a virtual server; also the command in the messages of a dump */
#define LVSD_IPVS_CMD_SET_SERVICE 2 /* edit a virtual server */
#define LVSD_IPVS_CMD_DEL_SERVICE 3 /* delete a virtual server */
#define LVSD_IPVS_CMD_GET_SERVICE 4 /* read one virtual server, or dump them all */
#define LVSD_IPVS_CMD_NEW_DEST 5    /* add a real server; also the command in the messages of a dump */
#define LVSD_IPVS_CMD_SET_DEST 6    /* edit a real server */
#define LVSD_IPVS_CMD_DEL_DEST 7    /* delete a real server */
#define LVSD_IPVS_CMD_GET_DEST 8    /* dump the real servers of a virtual server */
#define LVSD_IPVS_CMD_NEW_DAEMON 9  /* start a synchronisation daemon; also the command in the messages of a dump */
#define LVSD_IPVS_CMD_DEL_DAEMON 10 /* stop a synchronisation daemon */
#define LVSD_IPVS_CMD_GET_DAEMON 11 /* dump the synchronisation daemons */
#define LVSD_IPVS_CMD_SET_CONFIG 12 /* set timeouts of connections; also the command in the answer to GET_CONFIG */
#define LVSD_IPVS_CMD_GET_CONFIG 13 /* read the timeouts of connections */
#define LVSD_IPVS_CMD_SET_INFO 14   /* the command in the answer to GET_INFO */
#define LVSD_IPVS_CMD_GET_INFO 15   /* read version and size of the connection table */
#define LVSD_IPVS_CMD_FLUSH 17      /* delete all virtual servers of the network namespace */

/* Attributes of a command. */
#define LVSD_IPVS_CMD_ATTR_SERVICE 1         /* nested: a virtual server */
#define LVSD_IPVS_CMD_ATTR_DEST 2            /* nested: a real server */
#define LVSD_IPVS_CMD_ATTR_DAEMON 3          /* nested: a synchronisation daemon */
#define LVSD_IPVS_CMD_ATTR_TIMEOUT_TCP 4     /* u32, seconds: timeout of TCP; 0 leaves it as it is */
#define LVSD_IPVS_CMD_ATTR_TIMEOUT_TCP_FIN 5 /* u32, seconds: timeout of TCP after a FIN; 0 leaves it as it is */
#define LVSD_IPVS_CMD_ATTR_TIMEOUT_UDP 6     /* u32, seconds: timeout of UDP; 0 leaves it as it is */

/* Attributes of a virtual server. */
#define LVSD_IPVS_SVC_ATTR_AF 1         /* u16, address family */
#define LVSD_IPVS_SVC_ATTR_PROTOCOL 2   /* u16, transport protocol */
#define LVSD_IPVS_SVC_ATTR_ADDR 3       /* 16 bytes, an IPv4 address in the first four */
#define LVSD_IPVS_SVC_ATTR_PORT 4       /* u16, big-endian */
#define LVSD_IPVS_SVC_ATTR_FWMARK 5     /* u32 */
#define LVSD_IPVS_SVC_ATTR_SCHED_NAME 6 /* string */
#define LVSD_IPVS_SVC_ATTR_FLAGS 7      /* struct lvsd_ip_vs_flags: u32 flags, u32 mask */
#define LVSD_IPVS_SVC_ATTR_TIMEOUT 8    /* u32, seconds */
#define LVSD_IPVS_SVC_ATTR_NETMASK 9    /* u32: IPv4 a mask, big-endian; IPv6 a prefix length, native */
#define LVSD_IPVS_SVC_ATTR_STATS 10     /* nested: traffic counters, most in 32 bits */
#define LVSD_IPVS_SVC_ATTR_PE_NAME 11   /* string */
#define LVSD_IPVS_SVC_ATTR_STATS64 12   /* nested: traffic counters in 64 bits, from Linux 4.1 */

/* Attributes of a real server. */
#define LVSD_IPVS_DEST_ATTR_ADDR 1          /* 16 bytes, an IPv4 address in the first four */
#define LVSD_IPVS_DEST_ATTR_PORT 2          /* u16, big-endian */
#define LVSD_IPVS_DEST_ATTR_FWD_METHOD 3    /* u32, forwarding method and other connection flags */
#define LVSD_IPVS_DEST_ATTR_WEIGHT 4        /* u32, 0 to 2147483647 */
#define LVSD_IPVS_DEST_ATTR_U_THRESH 5      /* u32, connections */
#define LVSD_IPVS_DEST_ATTR_L_THRESH 6      /* u32, connections */
#define LVSD_IPVS_DEST_ATTR_ACTIVE_CONNS 7  /* u32 */
#define LVSD_IPVS_DEST_ATTR_INACT_CONNS 8   /* u32 */
#define LVSD_IPVS_DEST_ATTR_PERSIST_CONNS 9 /* u32 */
#define LVSD_IPVS_DEST_ATTR_STATS 10        /* nested: traffic counters, most in 32 bits */
#define LVSD_IPVS_DEST_ATTR_ADDR_FAMILY 11  /* u16, family of the real server's address, from Linux 3.18 */
#define LVSD_IPVS_DEST_ATTR_STATS64 12      /* nested: traffic counters in 64 bits, from Linux 4.1 */
#define LVSD_IPVS_DEST_ATTR_TUN_TYPE 13     /* u8 */
#define LVSD_IPVS_DEST_ATTR_TUN_PORT 14     /* u16, big-endian */
#define LVSD_IPVS_DEST_ATTR_TUN_FLAGS 15    /* u16 */

/* Counters: 32 bits in STATS, 64 in STATS64, rates too. */
#define LVSD_IPVS_STATS_ATTR_CONNS 1    /* connections scheduled */
#define LVSD_IPVS_STATS_ATTR_INPKTS 2   /* packets in */
#define LVSD_IPVS_STATS_ATTR_OUTPKTS 3  /* packets out */
#define LVSD_IPVS_STATS_ATTR_INBYTES 4  /* bytes in; 64 bits in both forms */
#define LVSD_IPVS_STATS_ATTR_OUTBYTES 5 /* bytes out; 64 bits in both forms */
#define LVSD_IPVS_STATS_ATTR_CPS 6      /* connections a second */
#define LVSD_IPVS_STATS_ATTR_INPPS 7    /* packets in a second */
#define LVSD_IPVS_STATS_ATTR_OUTPPS 8   /* packets out a second */
#define LVSD_IPVS_STATS_ATTR_INBPS 9    /* bytes in a second */
#define LVSD_IPVS_STATS_ATTR_OUTBPS 10  /* bytes out a second */

/* Attributes of a synchronisation daemon; from MAXLEN on, from Linux 4.3. */
#define LVSD_IPVS_DAEMON_ATTR_STATE 1        /* u32, LVSD_IP_VS_STATE_... */
#define LVSD_IPVS_DAEMON_ATTR_MCAST_IFN 2    /* string */
#define LVSD_IPVS_DAEMON_ATTR_SYNC_ID 3      /* u32, 0 to 255; one that receives takes its own number, with 0 all */
#define LVSD_IPVS_DAEMON_ATTR_SYNC_MAXLEN 4  /* u16, bytes of a message */
#define LVSD_IPVS_DAEMON_ATTR_MCAST_GROUP 5  /* four bytes, IPv4 multicast address */
#define LVSD_IPVS_DAEMON_ATTR_MCAST_GROUP6 6 /* 16 bytes, IPv6 multicast address */
#define LVSD_IPVS_DAEMON_ATTR_MCAST_PORT 7   /* u16, native byte order */
#define LVSD_IPVS_DAEMON_ATTR_MCAST_TTL 8    /* u8 */

/* Attributes of the answer to LVSD_IPVS_CMD_GET_INFO. */
#define LVSD_IPVS_INFO_ATTR_VERSION 1       /* u32, three bytes: major, minor, patch */
#define LVSD_IPVS_INFO_ATTR_CONN_TAB_SIZE 2 /* u32, buckets of the connection table */

/* Value of LVSD_IPVS_SVC_ATTR_FLAGS. */
struct lvsd_ip_vs_flags {
    uint32_t flags;
    uint32_t mask; /* which of them count */
};

#endif
