/*
 * Process events by the connector: which processes begin and end, as the kernel tells it over netlink.
 *
 * System headers: <linux/netlink.h> <linux/connector.h> <linux/cn_proc.h>
 */
#ifndef LVSD_CONNECTOR_H
#define LVSD_CONNECTOR_H

#include <stdint.h>

/* Protocol of socket(AF_NETLINK); it is there in the initial network namespace alone. */
#define LVSD_NETLINK_CONNECTOR 11

/* Who tells of processes: the connector's identity, and the multicast group. */
#define LVSD_CN_IDX_PROC 1
#define LVSD_CN_VAL_PROC 1

/* Sent to it: tell from now on. */
#define LVSD_PROC_CN_MCAST_LISTEN 1

/* What happened. */
#define LVSD_PROC_EVENT_NONE 0x0 /* the answer to what was sent, with an error number */
#define LVSD_PROC_EVENT_FORK 0x1
#define LVSD_PROC_EVENT_EXEC 0x2
#define LVSD_PROC_EVENT_COMM 0x200 /* it has another name */
#define LVSD_PROC_EVENT_EXIT 0x80000000

#endif
