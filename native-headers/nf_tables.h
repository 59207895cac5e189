/*
 * nf_tables over NETLINK_NETFILTER: a table with chains, rules and sets. Numbers in attributes are in network byte
 * order. All of a batch comes into force at once, or nothing of it.
 *
 * System headers: <linux/netlink.h> <linux/netfilter.h> <linux/netfilter/nfnetlink.h> <linux/netfilter/nf_tables.h>
 */
#ifndef LVSD_NF_TABLES_H
#define LVSD_NF_TABLES_H

#include <stdint.h>

/* Follows the netlink header of every message. */
struct lvsd_nfgenmsg {
    uint8_t nfgen_family; /* LVSD_NFPROTO_… */
    uint8_t version;      /* LVSD_NFNETLINK_V0 */
    uint16_t res_id;      /* of the messages around a batch, in network byte order: the subsystem */
};

#define LVSD_NFNETLINK_V0 0
#define LVSD_NFNL_SUBSYS_NFTABLES 10 /* the upper byte of a message type */
#define LVSD_NFNL_MSG_BATCH_BEGIN 16 /* before the messages of a batch */
#define LVSD_NFNL_MSG_BATCH_END 17   /* after them */

/* Families. */
#define LVSD_NFPROTO_INET 1 /* IPv4 and IPv6 */
#define LVSD_NFPROTO_IPV4 2
#define LVSD_NFPROTO_IPV6 10

/* Hooks, and what becomes of a packet. */
#define LVSD_NF_INET_LOCAL_IN 1
#define LVSD_NF_INET_LOCAL_OUT 3
#define LVSD_NF_DROP 0
#define LVSD_NF_ACCEPT 1

/* The lower byte of a message type. */
#define LVSD_NFT_MSG_NEWTABLE 0
#define LVSD_NFT_MSG_GETTABLE 1
#define LVSD_NFT_MSG_DELTABLE 2
#define LVSD_NFT_MSG_NEWCHAIN 3
#define LVSD_NFT_MSG_GETCHAIN 4
#define LVSD_NFT_MSG_NEWRULE 6
#define LVSD_NFT_MSG_GETRULE 7
#define LVSD_NFT_MSG_NEWSET 9
#define LVSD_NFT_MSG_NEWSETELEM 12
#define LVSD_NFT_MSG_GETSETELEM 13
#define LVSD_NFT_MSG_DELSETELEM 14
#define LVSD_NFT_MSG_NEWGEN 15
#define LVSD_NFT_MSG_GETGEN 16

/* Attributes of a table. */
#define LVSD_NFTA_TABLE_NAME 1
#define LVSD_NFTA_TABLE_FLAGS 2    /* u32 */
#define LVSD_NFTA_TABLE_USERDATA 6 /* for its owner; since Linux 5.10 */
#define LVSD_NFT_TABLE_F_DORMANT 1 /* does nothing */

/* Attributes of a chain. */
#define LVSD_NFTA_CHAIN_TABLE 1
#define LVSD_NFTA_CHAIN_HANDLE 2 /* u64, never given twice */
#define LVSD_NFTA_CHAIN_NAME 3
#define LVSD_NFTA_CHAIN_HOOK 4   /* nest */
#define LVSD_NFTA_CHAIN_POLICY 5 /* u32 */
#define LVSD_NFTA_CHAIN_TYPE 7   /* string: filter */
#define LVSD_NFTA_HOOK_HOOKNUM 1
#define LVSD_NFTA_HOOK_PRIORITY 2

/* Attributes of a rule. */
#define LVSD_NFTA_RULE_TABLE 1
#define LVSD_NFTA_RULE_CHAIN 2
#define LVSD_NFTA_RULE_HANDLE 3      /* u64, never given twice */
#define LVSD_NFTA_RULE_EXPRESSIONS 4 /* nest of LVSD_NFTA_LIST_ELEM */
#define LVSD_NFTA_LIST_ELEM 1
#define LVSD_NFTA_EXPR_NAME 1
#define LVSD_NFTA_EXPR_DATA 2 /* nest, by the name */

/* Registers: a verdict, and four of 16 bytes. */
#define LVSD_NFT_REG_VERDICT 0
#define LVSD_NFT_REG_1 1
#define LVSD_NFT_REG_2 2

/* Values. */
#define LVSD_NFTA_DATA_VALUE 1
#define LVSD_NFTA_DATA_VERDICT 2 /* nest */
#define LVSD_NFTA_VERDICT_CODE 1

/* Expression "payload": bytes of a header into a register. */
#define LVSD_NFTA_PAYLOAD_DREG 1
#define LVSD_NFTA_PAYLOAD_BASE 2
#define LVSD_NFTA_PAYLOAD_OFFSET 3
#define LVSD_NFTA_PAYLOAD_LEN 4
#define LVSD_NFT_PAYLOAD_NETWORK_HEADER 1
#define LVSD_NFT_PAYLOAD_TRANSPORT_HEADER 2

/* Expression "meta": what is known of a packet into a register. */
#define LVSD_NFTA_META_DREG 1
#define LVSD_NFTA_META_KEY 2
#define LVSD_NFT_META_IIFNAME 6
#define LVSD_NFT_META_OIFNAME 7
#define LVSD_NFT_META_NFPROTO 15
#define LVSD_NFT_META_L4PROTO 16

/* Expression "cmp": ends the rule unless a register has a value. */
#define LVSD_NFTA_CMP_SREG 1
#define LVSD_NFTA_CMP_OP 2
#define LVSD_NFTA_CMP_DATA 3
#define LVSD_NFT_CMP_EQ 0

/* Expression "lookup": ends the rule unless a set has what is in a register. */
#define LVSD_NFTA_LOOKUP_SET 1
#define LVSD_NFTA_LOOKUP_SREG 2

/* Expression "immediate": a value into a register. */
#define LVSD_NFTA_IMMEDIATE_DREG 1
#define LVSD_NFTA_IMMEDIATE_DATA 2

/* Attributes of a set and of its elements. */
#define LVSD_NFTA_SET_TABLE 1
#define LVSD_NFTA_SET_NAME 2
#define LVSD_NFTA_SET_FLAGS 3
#define LVSD_NFTA_SET_KEY_TYPE 4 /* a number of nft's own: 7 ipv4_addr, 8 ipv6_addr, 41 ifname; << 6 and | for two */
#define LVSD_NFTA_SET_KEY_LEN 5  /* bytes */
#define LVSD_NFTA_SET_ID 10      /* names it within a batch */
#define LVSD_NFTA_SET_ELEM_LIST_TABLE 1
#define LVSD_NFTA_SET_ELEM_LIST_SET 2
#define LVSD_NFTA_SET_ELEM_LIST_ELEMENTS 3 /* nest of LVSD_NFTA_LIST_ELEM */
#define LVSD_NFTA_SET_ELEM_KEY 1           /* nest */

/* The generation of all tables: another after every batch. */
#define LVSD_NFTA_GEN_ID 1 /* u32 */

#endif
