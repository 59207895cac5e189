package dev.lvsd.netlink;

/// Numbers of `<linux/netlink.h>` and `<linux/genetlink.h>`, under their names there. `SIZEOF_X` is the
/// size of `struct x` in bytes, `OFFSETOF_X_F` the place of its field `f`.
public final class NetlinkAbi {
    // families
    public static final int NETLINK_ROUTE = 0;
    public static final int NETLINK_NETFILTER = 12;
    public static final int NETLINK_GENERIC = 16;

    // struct nlmsghdr
    public static final int SIZEOF_NLMSGHDR = 16;
    public static final int OFFSETOF_NLMSGHDR_NLMSG_LEN = 0;
    public static final int OFFSETOF_NLMSGHDR_NLMSG_TYPE = 4;
    public static final int OFFSETOF_NLMSGHDR_NLMSG_FLAGS = 6;
    public static final int OFFSETOF_NLMSGHDR_NLMSG_SEQ = 8;
    public static final int OFFSETOF_NLMSGHDR_NLMSG_PID = 12;

    // message types
    public static final int NLMSG_NOOP = 1;
    public static final int NLMSG_ERROR = 2;
    public static final int NLMSG_DONE = 3;
    public static final int NLMSG_OVERRUN = 4;
    public static final int NLMSG_MIN_TYPE = 16;

    // message flags
    public static final int NLM_F_REQUEST = 0x1;
    public static final int NLM_F_MULTI = 0x2;
    public static final int NLM_F_ACK = 0x4;
    public static final int NLM_F_ECHO = 0x8;
    public static final int NLM_F_DUMP_INTR = 0x10;
    public static final int NLM_F_DUMP_FILTERED = 0x20;
    public static final int NLM_F_ROOT = 0x100;
    public static final int NLM_F_MATCH = 0x200;
    public static final int NLM_F_DUMP = 0x300;
    public static final int NLM_F_REPLACE = 0x100;
    public static final int NLM_F_EXCL = 0x200;
    public static final int NLM_F_CREATE = 0x400;
    public static final int NLM_F_APPEND = 0x800;
    public static final int NLM_F_CAPPED = 0x100;
    public static final int NLM_F_ACK_TLVS = 0x200;

    // struct nlmsgerr and the attributes of an extended acknowledgement
    public static final int SIZEOF_NLMSGERR = 20;
    public static final int OFFSETOF_NLMSGERR_ERROR = 0;
    public static final int OFFSETOF_NLMSGERR_MSG = 4;
    public static final int NLMSGERR_ATTR_MSG = 1;
    public static final int NLMSGERR_ATTR_OFFS = 2;
    public static final int NLMSGERR_ATTR_MISS_TYPE = 5;
    public static final int NLMSGERR_ATTR_MISS_NEST = 6;

    // struct nlattr
    public static final int SIZEOF_NLATTR = 4;
    public static final int NLA_F_NESTED = 0x8000;
    public static final int NLA_F_NET_BYTEORDER = 0x4000;

    // generic netlink
    public static final int SIZEOF_GENLMSGHDR = 4;
    public static final int OFFSETOF_GENLMSGHDR_CMD = 0;
    public static final int OFFSETOF_GENLMSGHDR_VERSION = 1;
    public static final int GENL_ID_CTRL = 16;
    public static final int GENL_NAMSIZ = 16;
    public static final int CTRL_CMD_NEWFAMILY = 1;
    public static final int CTRL_CMD_GETFAMILY = 3;
    public static final int CTRL_ATTR_FAMILY_ID = 1;
    public static final int CTRL_ATTR_FAMILY_NAME = 2;
    public static final int CTRL_ATTR_VERSION = 3;

    private NetlinkAbi() {}
}
