package dev.lvsd.linux;

/// Numbers of the socket and process interfaces, named and valued as the headers that each section
/// names have them. `SIZEOF_X` is the size of `struct x` in bytes, `OFFSETOF_X_F` the place of its
/// field `f`. All of them stand in `native-headers` too, where a test compares them with the system's.
final class LinuxAbi {
    // <sys/socket.h>
    static final int AF_UNIX = 1;
    static final int AF_INET = 2;
    static final int AF_INET6 = 10;
    static final int AF_NETLINK = 16;
    static final int AF_PACKET = 17;
    static final int SOCK_STREAM = 1;
    static final int SOCK_DGRAM = 2;
    static final int SOCK_RAW = 3;
    static final int SOCK_NONBLOCK = 0x800;
    static final int SOCK_CLOEXEC = 0x80000;
    static final int MSG_PEEK = 0x2;
    static final int MSG_CTRUNC = 0x8;
    static final int MSG_TRUNC = 0x20;
    static final int MSG_DONTWAIT = 0x40;
    static final int MSG_NOSIGNAL = 0x4000;
    static final int SOL_SOCKET = 1;
    static final int SO_ERROR = 4;
    static final int SO_SNDBUF = 7;
    static final int SO_RCVBUF = 8;
    static final int SO_PRIORITY = 12;
    static final int SO_PEERCRED = 17;
    static final int SO_BINDTODEVICE = 25;
    static final int SO_ATTACH_FILTER = 26;
    static final int SO_SNDBUFFORCE = 32;
    static final int SO_RCVBUFFORCE = 33;
    static final int SO_MARK = 36;
    static final int SOL_NETLINK = 270;

    // socket options of <linux/netlink.h>
    static final int NETLINK_ADD_MEMBERSHIP = 1;
    static final int NETLINK_CAP_ACK = 10;
    static final int NETLINK_EXT_ACK = 11;

    // struct sockaddr_un, struct ucred, struct sockaddr_in, struct sockaddr_nl
    static final int SIZEOF_SOCKADDR_UN = 110;
    static final int OFFSETOF_SOCKADDR_UN_SUN_PATH = 2;
    static final int SIZEOF_UCRED = 12;
    static final int OFFSETOF_UCRED_PID = 0;
    static final int SIZEOF_SOCKADDR_IN = 16;
    static final int OFFSETOF_SOCKADDR_IN_SIN_PORT = 2;
    static final int OFFSETOF_SOCKADDR_IN_SIN_ADDR = 4;
    static final int SIZEOF_SOCKADDR_NL = 12;
    static final int OFFSETOF_SOCKADDR_NL_NL_PID = 4;
    static final int OFFSETOF_SOCKADDR_NL_NL_GROUPS = 8;

    // struct iovec, struct msghdr, struct mmsghdr, struct cmsghdr
    static final int SIZEOF_IOVEC = 16;
    static final int OFFSETOF_IOVEC_IOV_LEN = 8;
    static final int SIZEOF_MSGHDR = 56;
    static final int OFFSETOF_MSGHDR_MSG_NAME = 0;
    static final int OFFSETOF_MSGHDR_MSG_NAMELEN = 8;
    static final int OFFSETOF_MSGHDR_MSG_IOV = 16;
    static final int OFFSETOF_MSGHDR_MSG_IOVLEN = 24;
    static final int OFFSETOF_MSGHDR_MSG_CONTROL = 32;
    static final int OFFSETOF_MSGHDR_MSG_CONTROLLEN = 40;
    static final int OFFSETOF_MSGHDR_MSG_FLAGS = 48;
    static final int SIZEOF_MMSGHDR = 64;
    static final int OFFSETOF_MMSGHDR_MSG_LEN = 56;
    static final int SIZEOF_CMSGHDR = 16;
    static final int OFFSETOF_CMSGHDR_CMSG_LEVEL = 8;
    static final int OFFSETOF_CMSGHDR_CMSG_TYPE = 12;

    // <linux/in.h>
    static final int IPPROTO_IP = 0;
    static final int IP_TOS = 1;
    static final int IP_TTL = 2;
    static final int IP_HDRINCL = 3;
    static final int IP_PKTINFO = 8;
    static final int IP_MTU_DISCOVER = 10;
    static final int IP_MULTICAST_IF = 32;
    static final int IP_MULTICAST_TTL = 33;
    static final int IP_MULTICAST_LOOP = 34;
    static final int IP_ADD_MEMBERSHIP = 35;
    static final int IP_DROP_MEMBERSHIP = 36;
    static final int IP_MULTICAST_ALL = 49;
    static final int SIZEOF_IP_MREQN = 12;
    static final int OFFSETOF_IP_MREQN_IMR_MULTIADDR = 0;
    static final int OFFSETOF_IP_MREQN_IMR_ADDRESS = 4;
    static final int OFFSETOF_IP_MREQN_IMR_IFINDEX = 8;
    static final int SIZEOF_IN_PKTINFO = 12;
    static final int OFFSETOF_IN_PKTINFO_IPI_IFINDEX = 0;
    static final int OFFSETOF_IN_PKTINFO_IPI_ADDR = 8;

    // <linux/in6.h>, <linux/ipv6.h>
    static final int IPPROTO_IPV6 = 41;
    static final int IPV6_MULTICAST_IF = 17;
    static final int IPV6_MULTICAST_LOOP = 19;
    static final int IPV6_ADD_MEMBERSHIP = 20;
    static final int IPV6_MULTICAST_ALL = 29;
    static final int IPV6_HDRINCL = 36;
    static final int IPV6_RECVPKTINFO = 49;
    static final int IPV6_PKTINFO = 50;
    static final int IPV6_RECVHOPLIMIT = 51;
    static final int IPV6_HOPLIMIT = 52;
    static final int SIZEOF_SOCKADDR_IN6 = 28;
    static final int OFFSETOF_SOCKADDR_IN6_SIN6_ADDR = 8;
    static final int OFFSETOF_SOCKADDR_IN6_SIN6_SCOPE_ID = 24;
    static final int SIZEOF_IPV6_MREQ = 20;
    static final int OFFSETOF_IPV6_MREQ_IPV6MR_IFINDEX = 16;
    static final int SIZEOF_IN6_PKTINFO = 20;

    // <linux/if_packet.h>, <linux/if_ether.h>, <linux/if_arp.h>
    static final int ETH_ALEN = 6;
    static final int ETH_P_IP = 0x0800;
    static final int ETH_P_ARP = 0x0806;
    static final int ETH_P_IPV6 = 0x86dd;
    static final int ARPHRD_ETHER = 1;
    static final int ARPOP_REQUEST = 1;
    static final int ARPOP_REPLY = 2;
    static final int SIZEOF_SOCKADDR_LL = 20;
    static final int OFFSETOF_SOCKADDR_LL_SLL_PROTOCOL = 2;
    static final int OFFSETOF_SOCKADDR_LL_SLL_IFINDEX = 4;
    static final int OFFSETOF_SOCKADDR_LL_SLL_HATYPE = 8;
    static final int OFFSETOF_SOCKADDR_LL_SLL_PKTTYPE = 10;
    static final int OFFSETOF_SOCKADDR_LL_SLL_HALEN = 11;
    static final int OFFSETOF_SOCKADDR_LL_SLL_ADDR = 12;

    // <poll.h>, <sys/eventfd.h>, <fcntl.h>, <sys/file.h>, <time.h>
    static final int POLLIN = 0x1;
    static final int POLLOUT = 0x4;
    static final int POLLERR = 0x8;
    static final int POLLHUP = 0x10;
    static final int POLLNVAL = 0x20;
    static final int SIZEOF_POLLFD = 8;
    static final int OFFSETOF_POLLFD_EVENTS = 4;
    static final int OFFSETOF_POLLFD_REVENTS = 6;
    static final int EFD_NONBLOCK = 0x800;
    static final int EFD_CLOEXEC = 0x80000;
    static final int O_RDONLY = 0;
    static final int O_WRONLY = 1;
    static final int O_RDWR = 2;
    static final int O_NONBLOCK = 0x800;
    static final int O_NOFOLLOW = 0x20000;
    static final int O_CLOEXEC = 0x80000;
    static final int LOCK_EX = 2;
    static final int LOCK_NB = 4;
    static final int CLOCK_MONOTONIC = 1;
    static final int CLOCK_BOOTTIME = 7;
    static final int SIZEOF_TIMESPEC = 16;
    static final int OFFSETOF_TIMESPEC_TV_NSEC = 8;

    // <linux/sched.h>, <linux/sched/types.h>, <sys/mman.h>, <linux/prctl.h>
    static final int SCHED_OTHER = 0;
    static final int SCHED_FIFO = 1;
    static final int SCHED_RR = 2;
    static final int SCHED_RESET_ON_FORK = 0x40000000;
    static final int SIZEOF_SCHED_PARAM = 4;
    static final int CPU_SETSIZE = 1024;
    static final int MCL_CURRENT = 1;
    static final int MCL_FUTURE = 2;
    static final int MCL_ONFAULT = 4;
    static final int PR_SET_NAME = 15;
    static final int PR_SET_TIMERSLACK = 29;

    // <linux/capability.h>, <signal.h>
    static final int CAP_SETGID = 6;
    static final int CAP_SETUID = 7;
    static final int SIGTERM = 15;
    static final int SIGKILL = 9;

    private LinuxAbi() {}
}
