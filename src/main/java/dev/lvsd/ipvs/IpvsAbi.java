package dev.lvsd.ipvs;

/// Numbers of the kernel's IPVS interface, named as in `<linux/ip_vs.h>`.
public final class IpvsAbi {
    /// Name of the generic netlink family.
    public static final String IPVS_GENL_NAME = "IPVS";
    /// Version of the generic netlink family.
    public static final int IPVS_GENL_VERSION = 1;

    /// Connections of one client go to one real server.
    public static final int IP_VS_SVC_F_PERSISTENT = 0x0001;
    /// Set by the kernel in everything that it reports.
    public static final int IP_VS_SVC_F_HASHED = 0x0002;
    /// Each UDP packet is scheduled by itself.
    public static final int IP_VS_SVC_F_ONEPACKET = 0x0004;
    /// First flag of the scheduler: fallback of sh and mh.
    public static final int IP_VS_SVC_F_SCHED1 = 0x0008;
    /// Second flag of the scheduler: sh and mh use the port too.
    public static final int IP_VS_SVC_F_SCHED2 = 0x0010;
    /// Third flag of the scheduler.
    public static final int IP_VS_SVC_F_SCHED3 = 0x0020;

    /// A synchronisation daemon that sends.
    public static final int IP_VS_STATE_MASTER = 1;
    /// A synchronisation daemon that receives.
    public static final int IP_VS_STATE_BACKUP = 2;

    /// The bits of the forwarding method.
    public static final int IP_VS_CONN_F_FWD_MASK = 0x0007;
    /// Network address translation.
    public static final int IP_VS_CONN_F_MASQ = 0;
    /// To a process of the director.
    public static final int IP_VS_CONN_F_LOCALNODE = 1;
    /// Tunnelling.
    public static final int IP_VS_CONN_F_TUNNEL = 2;
    /// Direct routing.
    public static final int IP_VS_CONN_F_DROUTE = 3;
    /// Past IPVS.
    public static final int IP_VS_CONN_F_BYPASS = 4;

    /// Bytes of a scheduler's name with its final zero.
    public static final int IP_VS_SCHEDNAME_MAXLEN = 16;
    /// Bytes of a persistence engine's name with its final zero.
    public static final int IP_VS_PENAME_MAXLEN = 16;
    /// Bytes of an interface's name with its final zero.
    public static final int IP_VS_IFNAME_MAXLEN = 16;

    /// Tunnel: IP in IP.
    public static final int IP_VS_CONN_F_TUNNEL_TYPE_IPIP = 0;
    /// Tunnel: generic UDP encapsulation.
    public static final int IP_VS_CONN_F_TUNNEL_TYPE_GUE = 1;
    /// Tunnel: generic routing encapsulation.
    public static final int IP_VS_CONN_F_TUNNEL_TYPE_GRE = 2;
    /// No checksum in the encapsulation.
    public static final int IP_VS_TUNNEL_ENCAP_FLAG_NOCSUM = 0;
    /// A checksum in the encapsulation.
    public static final int IP_VS_TUNNEL_ENCAP_FLAG_CSUM = 1;
    /// Remote checksum offload.
    public static final int IP_VS_TUNNEL_ENCAP_FLAG_REMCSUM = 2;

    /// Add a virtual server; also the command in the messages of a dump.
    public static final int IPVS_CMD_NEW_SERVICE = 1;
    /// Edit a virtual server.
    public static final int IPVS_CMD_SET_SERVICE = 2;
    /// Delete a virtual server.
    public static final int IPVS_CMD_DEL_SERVICE = 3;
    /// Read one virtual server, or dump them all.
    public static final int IPVS_CMD_GET_SERVICE = 4;
    /// Add a real server; also the command in the messages of a dump.
    public static final int IPVS_CMD_NEW_DEST = 5;
    /// Edit a real server.
    public static final int IPVS_CMD_SET_DEST = 6;
    /// Delete a real server.
    public static final int IPVS_CMD_DEL_DEST = 7;
    /// Dump the real servers of a virtual server.
    public static final int IPVS_CMD_GET_DEST = 8;
    /// Start a synchronisation daemon; also the command in the messages of a dump.
    public static final int IPVS_CMD_NEW_DAEMON = 9;
    /// Stop a synchronisation daemon.
    public static final int IPVS_CMD_DEL_DAEMON = 10;
    /// Dump the synchronisation daemons.
    public static final int IPVS_CMD_GET_DAEMON = 11;
    /// Set timeouts of connections; also the command in the answer to `GET_CONFIG`.
    public static final int IPVS_CMD_SET_CONFIG = 12;
    /// Read the timeouts of connections.
    public static final int IPVS_CMD_GET_CONFIG = 13;
    /// The command in the answer to `GET_INFO`.
    public static final int IPVS_CMD_SET_INFO = 14;
    /// Read version and size of the connection table.
    public static final int IPVS_CMD_GET_INFO = 15;
    /// Delete all virtual servers of the network namespace.
    public static final int IPVS_CMD_FLUSH = 17;

    /// Nested: a virtual server.
    public static final int IPVS_CMD_ATTR_SERVICE = 1;
    /// Nested: a real server.
    public static final int IPVS_CMD_ATTR_DEST = 2;
    /// Nested: a synchronisation daemon.
    public static final int IPVS_CMD_ATTR_DAEMON = 3;
    /// u32, seconds: timeout of TCP connections; 0 leaves it as it is.
    public static final int IPVS_CMD_ATTR_TIMEOUT_TCP = 4;
    /// u32, seconds: timeout of TCP connections after a FIN; 0 leaves it as it is.
    public static final int IPVS_CMD_ATTR_TIMEOUT_TCP_FIN = 5;
    /// u32, seconds: timeout of UDP; 0 leaves it as it is.
    public static final int IPVS_CMD_ATTR_TIMEOUT_UDP = 6;

    /// u16, address family.
    public static final int IPVS_SVC_ATTR_AF = 1;
    /// u16, transport protocol.
    public static final int IPVS_SVC_ATTR_PROTOCOL = 2;
    /// 16 bytes, an IPv4 address in the first four.
    public static final int IPVS_SVC_ATTR_ADDR = 3;
    /// u16, big-endian.
    public static final int IPVS_SVC_ATTR_PORT = 4;
    /// u32.
    public static final int IPVS_SVC_ATTR_FWMARK = 5;
    /// String.
    public static final int IPVS_SVC_ATTR_SCHED_NAME = 6;
    /// `struct ip_vs_flags`: u32 flags, u32 mask.
    public static final int IPVS_SVC_ATTR_FLAGS = 7;
    /// u32, seconds.
    public static final int IPVS_SVC_ATTR_TIMEOUT = 8;
    /// u32: IPv4 a mask, big-endian; IPv6 a prefix length, native.
    public static final int IPVS_SVC_ATTR_NETMASK = 9;
    /// Nested: traffic counters, most in 32 bits.
    public static final int IPVS_SVC_ATTR_STATS = 10;
    /// String.
    public static final int IPVS_SVC_ATTR_PE_NAME = 11;
    /// Nested: traffic counters in 64 bits, from Linux 4.1.
    public static final int IPVS_SVC_ATTR_STATS64 = 12;

    /// 16 bytes, an IPv4 address in the first four.
    public static final int IPVS_DEST_ATTR_ADDR = 1;
    /// u16, big-endian.
    public static final int IPVS_DEST_ATTR_PORT = 2;
    /// u32, forwarding method and other connection flags.
    public static final int IPVS_DEST_ATTR_FWD_METHOD = 3;
    /// u32, 0 to 2147483647.
    public static final int IPVS_DEST_ATTR_WEIGHT = 4;
    /// u32, connections.
    public static final int IPVS_DEST_ATTR_U_THRESH = 5;
    /// u32, connections.
    public static final int IPVS_DEST_ATTR_L_THRESH = 6;
    /// u32.
    public static final int IPVS_DEST_ATTR_ACTIVE_CONNS = 7;
    /// u32.
    public static final int IPVS_DEST_ATTR_INACT_CONNS = 8;
    /// u32.
    public static final int IPVS_DEST_ATTR_PERSIST_CONNS = 9;
    /// Nested: traffic counters, most in 32 bits.
    public static final int IPVS_DEST_ATTR_STATS = 10;
    /// u16, family of the real server's address, from Linux 3.18.
    public static final int IPVS_DEST_ATTR_ADDR_FAMILY = 11;
    /// Nested: traffic counters in 64 bits, from Linux 4.1.
    public static final int IPVS_DEST_ATTR_STATS64 = 12;
    /// u8.
    public static final int IPVS_DEST_ATTR_TUN_TYPE = 13;
    /// u16, big-endian.
    public static final int IPVS_DEST_ATTR_TUN_PORT = 14;
    /// u16.
    public static final int IPVS_DEST_ATTR_TUN_FLAGS = 15;

    /// Connections scheduled.
    public static final int IPVS_STATS_ATTR_CONNS = 1;
    /// Packets in.
    public static final int IPVS_STATS_ATTR_INPKTS = 2;
    /// Packets out.
    public static final int IPVS_STATS_ATTR_OUTPKTS = 3;
    /// Bytes in; 64 bits in both forms.
    public static final int IPVS_STATS_ATTR_INBYTES = 4;
    /// Bytes out; 64 bits in both forms.
    public static final int IPVS_STATS_ATTR_OUTBYTES = 5;
    /// Connections a second.
    public static final int IPVS_STATS_ATTR_CPS = 6;
    /// Packets in a second.
    public static final int IPVS_STATS_ATTR_INPPS = 7;
    /// Packets out a second.
    public static final int IPVS_STATS_ATTR_OUTPPS = 8;
    /// Bytes in a second.
    public static final int IPVS_STATS_ATTR_INBPS = 9;
    /// Bytes out a second.
    public static final int IPVS_STATS_ATTR_OUTBPS = 10;

    /// u32, `IP_VS_STATE_…`.
    public static final int IPVS_DAEMON_ATTR_STATE = 1;
    /// String.
    public static final int IPVS_DAEMON_ATTR_MCAST_IFN = 2;
    /// u32, 0 to 255; a daemon that receives takes those of its own number, or all of them where it has 0.
    public static final int IPVS_DAEMON_ATTR_SYNC_ID = 3;
    /// u16, bytes of a message, from Linux 4.3.
    public static final int IPVS_DAEMON_ATTR_SYNC_MAXLEN = 4;
    /// Four bytes, IPv4 multicast address, from Linux 4.3.
    public static final int IPVS_DAEMON_ATTR_MCAST_GROUP = 5;
    /// 16 bytes, IPv6 multicast address, from Linux 4.3.
    public static final int IPVS_DAEMON_ATTR_MCAST_GROUP6 = 6;
    /// u16, native byte order, from Linux 4.3.
    public static final int IPVS_DAEMON_ATTR_MCAST_PORT = 7;
    /// u8, from Linux 4.3.
    public static final int IPVS_DAEMON_ATTR_MCAST_TTL = 8;

    /// u32, three bytes: major, minor, patch.
    public static final int IPVS_INFO_ATTR_VERSION = 1;
    /// u32, buckets of the connection table.
    public static final int IPVS_INFO_ATTR_CONN_TAB_SIZE = 2;

    private IpvsAbi() {}
}
