/*
 * Sockets: families, options, addresses, messages. Lengths and pointers are those of 64-bit Linux.
 *
 * System headers: <sys/socket.h> <sys/un.h> <sys/uio.h> <linux/netlink.h>
 */
#ifndef LVSD_SOCKET_H
#define LVSD_SOCKET_H

#include <stdint.h>

/* Address families. */
#define LVSD_AF_UNIX 1
#define LVSD_AF_INET 2
#define LVSD_AF_INET6 10
#define LVSD_AF_NETLINK 16
#define LVSD_AF_PACKET 17

/* Types, and what may be or-ed to them. */
#define LVSD_SOCK_STREAM 1
#define LVSD_SOCK_DGRAM 2
#define LVSD_SOCK_RAW 3
#define LVSD_SOCK_NONBLOCK 0x800
#define LVSD_SOCK_CLOEXEC 0x80000

/* Flags of one sending or receiving. */
#define LVSD_MSG_PEEK 0x2       /* leave it in the queue */
#define LVSD_MSG_CTRUNC 0x8     /* control data did not fit */
#define LVSD_MSG_TRUNC 0x20     /* tell the true length of what did not fit */
#define LVSD_MSG_DONTWAIT 0x40
#define LVSD_MSG_NOSIGNAL 0x4000 /* no SIGPIPE */

/* Options of every socket, and their level. */
#define LVSD_SOL_SOCKET 1
#define LVSD_SO_ERROR 4
#define LVSD_SO_SNDBUF 7
#define LVSD_SO_RCVBUF 8
#define LVSD_SO_PRIORITY 12
#define LVSD_SO_PEERCRED 17      /* struct lvsd_ucred of who listens or connected */
#define LVSD_SO_BINDTODEVICE 25  /* name of an interface */
#define LVSD_SO_ATTACH_FILTER 26 /* classic BPF */
#define LVSD_SO_SNDBUFFORCE 32   /* above the system's limit */
#define LVSD_SO_RCVBUFFORCE 33
#define LVSD_SO_MARK 36
#define LVSD_SOL_NETLINK 270

/* Address of a unix socket; a path that begins with zero is an abstract name. */
struct lvsd_sockaddr_un {
    uint16_t sun_family;
    char sun_path[108];
};

/* Who is at the other end of a unix socket. */
struct lvsd_ucred {
    int32_t pid;
    uint32_t uid;
    uint32_t gid;
};

/* Address of a netlink socket. */
struct lvsd_sockaddr_nl {
    uint16_t nl_family;
    uint16_t nl_pad;
    uint32_t nl_pid;    /* port; 0 is the kernel, or any when binding */
    uint32_t nl_groups; /* bits of the first 32 multicast groups */
};

/* One stretch of memory; iov_base is a pointer. */
struct lvsd_iovec {
    uint64_t iov_base;
    uint64_t iov_len;
};

/* What sendmsg and recvmsg take; msg_name, msg_iov and msg_control are pointers. */
struct lvsd_msghdr {
    uint64_t msg_name;
    uint32_t msg_namelen;
    uint64_t msg_iov;
    uint64_t msg_iovlen;
    uint64_t msg_control;
    uint64_t msg_controllen;
    int32_t msg_flags;
};

/* One of several that recvmmsg takes. */
struct lvsd_mmsghdr {
    struct lvsd_msghdr msg_hdr;
    uint32_t msg_len; /* bytes received; with MSG_TRUNC the datagram's own length */
};

/* Begins each piece of control data. */
struct lvsd_cmsghdr {
    uint64_t cmsg_len; /* this header included */
    int32_t cmsg_level;
    int32_t cmsg_type;
};

#endif
