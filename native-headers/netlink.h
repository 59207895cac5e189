/*
 * Netlink and generic netlink: how requests, answers and attributes are laid out.
 * All numbers are in the machine's byte order; messages and attributes begin at multiples of four.
 *
 * System headers: <linux/netlink.h> <linux/genetlink.h>
 */
#ifndef LVSD_NETLINK_H
#define LVSD_NETLINK_H

#include <stdint.h>

/* Protocols of socket(AF_NETLINK). */
#define LVSD_NETLINK_ROUTE 0    /* interfaces and addresses */
#define LVSD_NETLINK_NETFILTER 12 /* nf_tables among others */
#define LVSD_NETLINK_GENERIC 16 /* families that register by name */

/* Options of such a socket, at level SOL_NETLINK. */
#define LVSD_NETLINK_ADD_MEMBERSHIP 1 /* join a multicast group, by number */
#define LVSD_NETLINK_CAP_ACK 10       /* errors repeat the request's header only */
#define LVSD_NETLINK_EXT_ACK 11       /* errors carry attributes that explain them */

/* Begins every message. */
struct lvsd_nlmsghdr {
    uint32_t nlmsg_len;   /* this header included, padding not */
    uint16_t nlmsg_type;  /* below LVSD_NLMSG_MIN_TYPE: netlink's own */
    uint16_t nlmsg_flags; /* LVSD_NLM_F_… */
    uint32_t nlmsg_seq;   /* answers repeat the request's; 0 in multicast news */
    uint32_t nlmsg_pid;   /* port of the sender; 0 is the kernel */
};

/* Types of messages that every protocol has. */
#define LVSD_NLMSG_NOOP 1
#define LVSD_NLMSG_ERROR 2     /* struct lvsd_nlmsgerr; error 0 acknowledges */
#define LVSD_NLMSG_DONE 3      /* end of a dump; may carry an error as int32 */
#define LVSD_NLMSG_OVERRUN 4   /* data lost */
#define LVSD_NLMSG_MIN_TYPE 16 /* from here on the protocol's own */

/* Flags of every message. */
#define LVSD_NLM_F_REQUEST 0x1        /* from user space */
#define LVSD_NLM_F_MULTI 0x2          /* more follow, up to LVSD_NLMSG_DONE */
#define LVSD_NLM_F_ACK 0x4            /* acknowledge success too */
#define LVSD_NLM_F_ECHO 0x8           /* send the change back */
#define LVSD_NLM_F_DUMP_INTR 0x10     /* it changed while it was dumped */
#define LVSD_NLM_F_DUMP_FILTERED 0x20 /* the dump was narrowed as asked */

/* Flags of a request that reads. */
#define LVSD_NLM_F_ROOT 0x100
#define LVSD_NLM_F_MATCH 0x200
#define LVSD_NLM_F_DUMP 0x300 /* both: the whole list */

/* Flags of a request that makes. */
#define LVSD_NLM_F_REPLACE 0x100 /* what exists is changed */
#define LVSD_NLM_F_EXCL 0x200    /* what exists is an error */
#define LVSD_NLM_F_CREATE 0x400  /* what does not exist is made */
#define LVSD_NLM_F_APPEND 0x800  /* behind what is there */

/* Flags of an LVSD_NLMSG_ERROR. */
#define LVSD_NLM_F_CAPPED 0x100   /* the request's payload is left out */
#define LVSD_NLM_F_ACK_TLVS 0x200 /* attributes follow: LVSD_NLMSGERR_ATTR_… */

/* Payload of LVSD_NLMSG_ERROR. */
struct lvsd_nlmsgerr {
    int32_t error;            /* 0, or a negative error number */
    struct lvsd_nlmsghdr msg; /* of the request */
};

#define LVSD_NLMSGERR_ATTR_MSG 1       /* a sentence, zero at its end */
#define LVSD_NLMSGERR_ATTR_OFFS 2      /* u32: the attribute at fault, from the request's start */
#define LVSD_NLMSGERR_ATTR_MISS_TYPE 5 /* u32: type of the attribute that is missing */
#define LVSD_NLMSGERR_ATTR_MISS_NEST 6 /* u32: offset of the nest in which it is missing */

/* Begins every attribute. */
struct lvsd_nlattr {
    uint16_t nla_len;  /* this header included, padding not */
    uint16_t nla_type; /* with the two flags below */
};

#define LVSD_NLA_F_NESTED 0x8000        /* holds attributes */
#define LVSD_NLA_F_NET_BYTEORDER 0x4000 /* in network byte order */

/* Follows the netlink header in every message of a generic family. */
struct lvsd_genlmsghdr {
    uint8_t cmd;
    uint8_t version;
    uint16_t reserved;
};

/* The family that knows the others. */
#define LVSD_GENL_ID_CTRL 16      /* its message type */
#define LVSD_GENL_NAMSIZ 16       /* bytes of a family's name, zero included */
#define LVSD_CTRL_CMD_NEWFAMILY 1 /* what it answers */
#define LVSD_CTRL_CMD_GETFAMILY 3 /* look one up by name */
#define LVSD_CTRL_ATTR_FAMILY_ID 1   /* u16: message type of the family */
#define LVSD_CTRL_ATTR_FAMILY_NAME 2 /* string */
#define LVSD_CTRL_ATTR_VERSION 3     /* u32 */

#endif
