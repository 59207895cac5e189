package dev.lvsd.track;

/// Constants of the process connector: `native-headers/connector.h`.
final class ConnectorAbi {
    // <linux/netlink.h>
    static final int NETLINK_CONNECTOR = 11;

    // <linux/connector.h>, <linux/cn_proc.h>
    static final int CN_IDX_PROC = 1;
    static final int CN_VAL_PROC = 1;
    static final int PROC_CN_MCAST_LISTEN = 1;
    static final int PROC_EVENT_NONE = 0;
    static final int PROC_EVENT_FORK = 1;
    static final int PROC_EVENT_EXEC = 2;
    static final int PROC_EVENT_COMM = 0x200;
    static final int PROC_EVENT_EXIT = 0x80000000;

    private ConnectorAbi() {}
}
