package dev.lvsd.netlink;

/// Numbers of `<linux/if_link.h>` for interfaces that stand on another one, under their names there.
public final class LinkAbi {
    // attributes of an interface
    public static final int IFLA_LINK = 5;
    public static final int IFLA_LINKINFO = 18;

    // attributes in IFLA_LINKINFO
    public static final int IFLA_INFO_KIND = 1;
    public static final int IFLA_INFO_DATA = 2;

    // attributes in IFLA_INFO_DATA of a macvlan
    public static final int IFLA_MACVLAN_MODE = 1;
    public static final int MACVLAN_MODE_PRIVATE = 1;
    public static final int MACVLAN_MODE_BRIDGE = 4;

    private LinkAbi() {}
}
