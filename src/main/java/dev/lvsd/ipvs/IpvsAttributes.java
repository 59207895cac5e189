package dev.lvsd.ipvs;

import dev.lvsd.netlink.AttributeSet;

/// Names of the family's attributes by type, for messages about them.
final class IpvsAttributes {
    static final AttributeSet COMMAND = AttributeSet.of(
            "IPVS_CMD_ATTR_", "UNSPEC", "SERVICE", "DEST", "DAEMON", "TIMEOUT_TCP", "TIMEOUT_TCP_FIN", "TIMEOUT_UDP");
    static final AttributeSet SERVICE = AttributeSet.of(
            "IPVS_SVC_ATTR_",
            "UNSPEC", "AF", "PROTOCOL", "ADDR", "PORT", "FWMARK", "SCHED_NAME", "FLAGS", "TIMEOUT", "NETMASK",
            "STATS", "PE_NAME", "STATS64");
    static final AttributeSet DESTINATION = AttributeSet.of(
            "IPVS_DEST_ATTR_",
            "UNSPEC", "ADDR", "PORT", "FWD_METHOD", "WEIGHT", "U_THRESH", "L_THRESH", "ACTIVE_CONNS",
            "INACT_CONNS", "PERSIST_CONNS", "STATS", "ADDR_FAMILY", "STATS64", "TUN_TYPE", "TUN_PORT", "TUN_FLAGS");
    static final AttributeSet STATS = AttributeSet.of(
            "IPVS_STATS_ATTR_",
            "UNSPEC", "CONNS", "INPKTS", "OUTPKTS", "INBYTES", "OUTBYTES", "CPS", "INPPS", "OUTPPS", "INBPS",
            "OUTBPS", "PAD");
    static final AttributeSet INFO = AttributeSet.of("IPVS_INFO_ATTR_", "UNSPEC", "VERSION", "CONN_TAB_SIZE");

    private IpvsAttributes() {}
}
