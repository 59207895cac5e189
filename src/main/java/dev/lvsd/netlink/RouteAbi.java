package dev.lvsd.netlink;

/// Numbers of route netlink (rtnetlink(7)): `<linux/rtnetlink.h>`, `<linux/if_link.h>`, `<linux/if_addr.h>`,
/// `<linux/if.h>`, under their names there. `SIZEOF_X` is the size of `struct x` in bytes, `OFFSETOF_X_F`
/// the place of its field `f`.
public final class RouteAbi {
    // message types
    public static final int RTM_NEWLINK = 16;
    public static final int RTM_DELLINK = 17;
    public static final int RTM_GETLINK = 18;
    public static final int RTM_NEWADDR = 20;
    public static final int RTM_DELADDR = 21;
    public static final int RTM_GETADDR = 22;

    // multicast groups
    public static final int RTNLGRP_LINK = 1;
    public static final int RTNLGRP_IPV4_IFADDR = 5;
    public static final int RTNLGRP_IPV6_IFADDR = 9;

    // struct ifinfomsg, its flags and attributes
    public static final int SIZEOF_IFINFOMSG = 16;
    public static final int OFFSETOF_IFINFOMSG_IFI_TYPE = 2;
    public static final int OFFSETOF_IFINFOMSG_IFI_INDEX = 4;
    public static final int OFFSETOF_IFINFOMSG_IFI_FLAGS = 8;
    public static final int IFF_UP = 0x1;
    public static final int IFF_LOOPBACK = 0x8;
    public static final int IFF_POINTOPOINT = 0x10;
    public static final int IFF_RUNNING = 0x40;
    public static final int IFF_NOARP = 0x80;
    public static final int IFF_LOWER_UP = 0x10000;
    public static final int IFLA_ADDRESS = 1;
    public static final int IFLA_IFNAME = 3;
    public static final int IFLA_MTU = 4;
    public static final int IFLA_EXT_MASK = 29;
    public static final int RTEXT_FILTER_SKIP_STATS = 0x8;

    // struct ifaddrmsg, its flags and attributes
    public static final int SIZEOF_IFADDRMSG = 8;
    public static final int OFFSETOF_IFADDRMSG_IFA_FAMILY = 0;
    public static final int OFFSETOF_IFADDRMSG_IFA_PREFIXLEN = 1;
    public static final int OFFSETOF_IFADDRMSG_IFA_FLAGS = 2;
    public static final int OFFSETOF_IFADDRMSG_IFA_SCOPE = 3;
    public static final int OFFSETOF_IFADDRMSG_IFA_INDEX = 4;
    public static final int IFA_F_SECONDARY = 0x1;
    public static final int IFA_F_NODAD = 0x2;
    public static final int IFA_F_DADFAILED = 0x8;
    public static final int IFA_F_HOMEADDRESS = 0x10;
    public static final int IFA_F_DEPRECATED = 0x20;
    public static final int IFA_F_TENTATIVE = 0x40;
    public static final int IFA_F_PERMANENT = 0x80;
    public static final int IFA_F_MANAGETEMPADDR = 0x100;
    public static final int IFA_F_NOPREFIXROUTE = 0x200;
    public static final int IFA_F_MCAUTOJOIN = 0x400;
    public static final int IFA_ADDRESS = 1;
    public static final int IFA_LOCAL = 2;
    public static final int IFA_LABEL = 3;
    public static final int IFA_BROADCAST = 4;
    public static final int IFA_CACHEINFO = 6;
    public static final int IFA_FLAGS = 8;

    // struct ifa_cacheinfo: lifetimes in seconds, all ones for ever
    public static final int SIZEOF_IFA_CACHEINFO = 16;
    public static final int OFFSETOF_IFA_CACHEINFO_IFA_PREFERED = 0;
    public static final int OFFSETOF_IFA_CACHEINFO_IFA_VALID = 4;

    // scopes of addresses
    public static final int RT_SCOPE_UNIVERSE = 0;
    public static final int RT_SCOPE_SITE = 200;
    public static final int RT_SCOPE_LINK = 253;
    public static final int RT_SCOPE_HOST = 254;
    public static final int RT_SCOPE_NOWHERE = 255;

    private RouteAbi() {}
}
