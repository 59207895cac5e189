package dev.lvsd.linux;

import static dev.lvsd.linux.FilterAbi.OFFSETOF_SOCK_FPROG_FILTER;
import static dev.lvsd.linux.FilterAbi.OFFSETOF_SOCK_FPROG_LEN;
import static dev.lvsd.linux.FilterAbi.SIZEOF_SOCK_FPROG;
import static dev.lvsd.linux.LinuxAbi.AF_NETLINK;
import static dev.lvsd.linux.LinuxAbi.NETLINK_ADD_MEMBERSHIP;
import static dev.lvsd.linux.LinuxAbi.NETLINK_CAP_ACK;
import static dev.lvsd.linux.LinuxAbi.NETLINK_EXT_ACK;
import static dev.lvsd.linux.LinuxAbi.OFFSETOF_POLLFD_EVENTS;
import static dev.lvsd.linux.LinuxAbi.OFFSETOF_TIMESPEC_TV_NSEC;
import static dev.lvsd.linux.LinuxAbi.POLLIN;
import static dev.lvsd.linux.LinuxAbi.SIZEOF_POLLFD;
import static dev.lvsd.linux.LinuxAbi.SIZEOF_SOCKADDR_NL;
import static dev.lvsd.linux.LinuxAbi.SIZEOF_TIMESPEC;
import static dev.lvsd.linux.LinuxAbi.SOCK_CLOEXEC;
import static dev.lvsd.linux.LinuxAbi.SOCK_RAW;
import static dev.lvsd.linux.LinuxAbi.SOL_NETLINK;
import static dev.lvsd.linux.LinuxAbi.SOL_SOCKET;
import static dev.lvsd.linux.LinuxAbi.SO_ATTACH_FILTER;
import static dev.lvsd.linux.LinuxAbi.SO_RCVBUF;
import static dev.lvsd.linux.LinuxAbi.SO_RCVBUFFORCE;
import static dev.lvsd.linux.LinuxAbi.SO_SNDBUF;
import static dev.lvsd.linux.LinuxAbi.SO_SNDBUFFORCE;

import java.lang.ref.Reference;

/// A netlink socket (netlink(7)) with extended and capped acknowledgements. Of one thread.
///
/// Only the kernel is listened to: what another process sends to this socket is dropped and counted.
public final class NetlinkSocket implements AutoCloseable {
    /// What [#receive] returns when nothing came in time.
    public static final int NOTHING = -1;

    private static final int INITIAL_BYTES = 1 << 16;

    private final Descriptor descriptor;
    private final String name;
    private final NativeBuffer kernel = new NativeBuffer(SIZEOF_SOCKADDR_NL);
    private final NativeBuffer small = new NativeBuffer(8);
    private final NativeBuffer pollSet = new NativeBuffer(SIZEOF_POLLFD + SIZEOF_TIMESPEC);
    private NativeBuffer outgoing = new NativeBuffer(INITIAL_BYTES);
    private final Datagrams incoming;
    private long foreign;

    private NetlinkSocket(Descriptor descriptor, String name, int ahead) {
        this.descriptor = descriptor;
        this.name = name;
        this.incoming = new Datagrams(descriptor.number(), ahead);
        kernel.bytes().putShort(0, (short) AF_NETLINK);
        pollSet.bytes().putInt(0, descriptor.number()).putShort(OFFSETOF_POLLFD_EVENTS, (short) POLLIN);
    }

    /// Opens a socket of a netlink family and binds it to a port that the kernel chooses. Buffers are as
    /// large as asked for where the process has CAP_NET_ADMIN, otherwise as large as
    /// `net.core.{r,w}mem_max` allow.
    ///
    /// @param protocol `NETLINK_ROUTE`, `NETLINK_GENERIC`, …
    /// @param bufferBytes wanted size of the kernel's queues, each way
    /// @param ahead datagrams that one system call may take; with more than one, poll(2) on [#descriptor] does not
    ///     tell of those that were taken and not yet received
    public static NetlinkSocket open(int protocol, int bufferBytes, int ahead) throws LinuxException {
        String name = "netlink family " + protocol;
        Descriptor descriptor = Descriptor.of(
                LibC.socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, protocol), "socket(AF_NETLINK)", name, "");
        NetlinkSocket socket = new NetlinkSocket(descriptor, name, ahead);
        try {
            socket.setUp(bufferBytes);
            return socket;
        } catch (LinuxException e) {
            socket.close();
            throw e;
        }
    }

    private void setUp(int bufferBytes) throws LinuxException {
        if (LibC.bind(descriptor.number(), kernel.address(), SIZEOF_SOCKADDR_NL) < 0) {
            throw failure("bind");
        }
        set(SOL_NETLINK, NETLINK_EXT_ACK, 1, "NETLINK_EXT_ACK");
        set(SOL_NETLINK, NETLINK_CAP_ACK, 1, "NETLINK_CAP_ACK");
        enlarge(SO_RCVBUFFORCE, SO_RCVBUF, bufferBytes, "SO_RCVBUF");
        enlarge(SO_SNDBUFFORCE, SO_SNDBUF, bufferBytes, "SO_SNDBUF");
    }

    private void enlarge(int force, int option, int bytes, String text) throws LinuxException {
        small.bytes().putInt(0, bytes);
        if (LibC.setsockopt(descriptor.number(), SOL_SOCKET, force, small.address(), 4) < 0) {
            set(SOL_SOCKET, option, bytes, text);
        }
    }

    private void set(int level, int option, int value, String text) throws LinuxException {
        small.bytes().putInt(0, value);
        if (LibC.setsockopt(descriptor.number(), level, option, small.address(), 4) < 0) {
            throw failure("setsockopt(" + text + ")");
        }
    }

    /// Joins a multicast group: its messages arrive among the others, with sequence number 0.
    ///
    /// @param group the group's number (`RTNLGRP_LINK`), not its bit
    public void join(int group) throws LinuxException {
        set(SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, group, "NETLINK_ADD_MEMBERSHIP, " + group);
    }

    /// Has the kernel hand over only what a program accepts, from now on.
    public void filter(SocketFilter program) throws LinuxException {
        byte[] bytes = program.bytes();
        NativeBuffer code = new NativeBuffer(bytes.length);
        code.bytes().put(0, bytes);
        NativeBuffer head = new NativeBuffer(SIZEOF_SOCK_FPROG);
        head.bytes().putShort(OFFSETOF_SOCK_FPROG_LEN, (short) program.length())
                .putLong(OFFSETOF_SOCK_FPROG_FILTER, code.address());
        try {
            if (LibC.setsockopt(
                    descriptor.number(), SOL_SOCKET, SO_ATTACH_FILTER, head.address(), SIZEOF_SOCK_FPROG) < 0) {
                throw failure("setsockopt(SO_ATTACH_FILTER)");
            }
        } finally {
            Reference.reachabilityFence(code);
            Reference.reachabilityFence(head);
        }
    }

    /// Size of the kernel's queue to us, in the kernel's counting (its overhead included).
    public int receiveBufferBytes() throws LinuxException {
        small.bytes().putInt(0, 0).putInt(4, 4);
        if (LibC.getsockopt(descriptor.number(), SOL_SOCKET, SO_RCVBUF, small.address(), small.address() + 4) < 0) {
            throw failure("getsockopt(SO_RCVBUF)");
        }
        return small.bytes().getInt(0);
    }

    /// Descriptor for poll(2); owned by this object.
    public int descriptor() {
        return descriptor.number();
    }

    /// Datagrams dropped because another process sent them, not the kernel.
    public long foreignDatagrams() {
        return foreign;
    }

    /// Sends one datagram of messages to the kernel, which works on them before this returns.
    public void send(byte[] bytes, int offset, int length) throws LinuxException {
        if (length > outgoing.size()) {
            outgoing = new NativeBuffer(Integer.highestOneBit(length - 1) << 1);
        }
        outgoing.bytes().put(0, bytes, offset, length);
        long sent;
        do {
            sent = LibC.sendto(descriptor.number(), outgoing.address(), length, 0, kernel.address(),
                    SIZEOF_SOCKADDR_NL);
        } while (sent < 0 && LibC.errno() == Errno.EINTR.number());
        if (sent < 0) {
            throw failure("sendto of " + length + " bytes");
        }
    }

    /// Takes the next datagram of the kernel.
    ///
    /// @param into room for it; one that does not fit is lost, as `EMSGSIZE` says
    /// @param timeoutNanos how long to wait for it; 0 takes only what is there
    /// @return its length, or [#NOTHING]
    /// @throws LinuxException among others with `ENOBUFS` where the kernel's queue was full and messages
    ///     were lost: what was known from them is to be read again
    public int receive(byte[] into, long timeoutNanos) throws LinuxException {
        int length = take(into);
        if (length != NOTHING || timeoutNanos <= 0) {
            return length;
        }
        long deadline = System.nanoTime() + timeoutNanos;
        while (length == NOTHING) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return NOTHING;
            }
            await(left);
            length = take(into);
        }
        return length;
    }

    /// Takes the next datagram of the kernel if there is one.
    private int take(byte[] into) throws LinuxException {
        while (incoming.next()) {
            if (incoming.sender() == 0) {
                return copy(into);
            }
            foreign++;
        }
        int errno = incoming.errno();
        if (errno != Errno.EAGAIN.number() && errno != Errno.EINTR.number()) {
            throw new LinuxException("recvmmsg", Errno.of(errno), name);
        }
        return NOTHING;
    }

    private int copy(byte[] into) throws LinuxException {
        int length = incoming.length();
        if (length > into.length || length > Datagrams.BYTES) {
            throw new LinuxException("recvmmsg of " + length + " bytes into " + Math.min(into.length, Datagrams.BYTES),
                    Errno.EMSGSIZE, name);
        }
        incoming.copy(into);
        return length;
    }

    private void await(long nanos) throws LinuxException {
        pollSet.bytes().putLong(SIZEOF_POLLFD, nanos / 1_000_000_000L);
        pollSet.bytes().putLong(SIZEOF_POLLFD + OFFSETOF_TIMESPEC_TV_NSEC, nanos % 1_000_000_000L);
        int ready = LibC.ppoll(pollSet.address(), 1, pollSet.address() + SIZEOF_POLLFD, 0);
        if (ready < 0 && LibC.errno() != Errno.EINTR.number()) {
            throw failure("ppoll");
        }
    }

    private LinuxException failure(String call) {
        return new LinuxException(call, Errno.of(LibC.errno()), name, "CAP_NET_ADMIN");
    }

    /// Closes the socket; nothing else may be called after it.
    @Override
    public void close() {
        descriptor.close();
    }
}
