package dev.lvsd.linux;

import static dev.lvsd.linux.LinuxAbi.MSG_DONTWAIT;
import static dev.lvsd.linux.LinuxAbi.MSG_TRUNC;
import static dev.lvsd.linux.LinuxAbi.OFFSETOF_IOVEC_IOV_LEN;
import static dev.lvsd.linux.LinuxAbi.OFFSETOF_MMSGHDR_MSG_LEN;
import static dev.lvsd.linux.LinuxAbi.OFFSETOF_MSGHDR_MSG_IOV;
import static dev.lvsd.linux.LinuxAbi.OFFSETOF_MSGHDR_MSG_IOVLEN;
import static dev.lvsd.linux.LinuxAbi.OFFSETOF_MSGHDR_MSG_NAME;
import static dev.lvsd.linux.LinuxAbi.OFFSETOF_MSGHDR_MSG_NAMELEN;
import static dev.lvsd.linux.LinuxAbi.OFFSETOF_SOCKADDR_NL_NL_PID;
import static dev.lvsd.linux.LinuxAbi.SIZEOF_IOVEC;
import static dev.lvsd.linux.LinuxAbi.SIZEOF_MMSGHDR;
import static dev.lvsd.linux.LinuxAbi.SIZEOF_SOCKADDR_NL;

/// Takes the datagrams of a netlink socket, as many with one recvmmsg(2) as are there and as there is room for, and
/// gives them out one by one. The end of a dump comes in a datagram of its own, and only when the one before it was
/// taken: so one system call reads a short dump. Of one thread.
final class Datagrams {
    /// Room for each datagram; the kernel makes those of a dump at most so large (`netlink_recvmsg`).
    static final int BYTES = 1 << 15;

    private final int fd;
    private final int room;
    private final NativeBuffer headers;
    private final NativeBuffer vectors;
    private final NativeBuffer senders;
    private final NativeBuffer data;
    private int count;
    private int at;
    private int errno;

    /// @param room datagrams that one system call may take
    Datagrams(int fd, int room) {
        this.fd = fd;
        this.room = room;
        headers = new NativeBuffer(room * SIZEOF_MMSGHDR);
        vectors = new NativeBuffer(room * SIZEOF_IOVEC);
        senders = new NativeBuffer(room * SIZEOF_SOCKADDR_NL);
        data = new NativeBuffer(room * BYTES);
        for (int i = 0; i < room; i++) {
            vectors.bytes()
                    .putLong(i * SIZEOF_IOVEC, data.address() + (long) i * BYTES)
                    .putLong(i * SIZEOF_IOVEC + OFFSETOF_IOVEC_IOV_LEN, BYTES);
            headers.bytes()
                    .putLong(i * SIZEOF_MMSGHDR + OFFSETOF_MSGHDR_MSG_NAME,
                            senders.address() + (long) i * SIZEOF_SOCKADDR_NL)
                    .putLong(i * SIZEOF_MMSGHDR + OFFSETOF_MSGHDR_MSG_IOV, vectors.address() + (long) i * SIZEOF_IOVEC)
                    .putLong(i * SIZEOF_MMSGHDR + OFFSETOF_MSGHDR_MSG_IOVLEN, 1);
        }
    }

    /// Goes to the next datagram, without waiting for one.
    ///
    /// @return false where there is none; [#errno] says why
    boolean next() {
        return ++at < count || refill();
    }

    /// Why the last [#next] had nothing: `EAGAIN` where nothing is there.
    int errno() {
        return errno;
    }

    /// Port of the current datagram's sender, 0 for the kernel; this and what follows need a [#next] that was true.
    int sender() {
        return senders.bytes().getInt(at * SIZEOF_SOCKADDR_NL + OFFSETOF_SOCKADDR_NL_NL_PID);
    }

    /// Length of the current datagram as it was sent; what is beyond [#BYTES] of it is lost.
    int length() {
        return headers.bytes().getInt(at * SIZEOF_MMSGHDR + OFFSETOF_MMSGHDR_MSG_LEN);
    }

    /// Copies the current datagram, for which there is room.
    void copy(byte[] into) {
        data.bytes().get(at * BYTES, into, 0, length());
    }

    private boolean refill() {
        for (int i = 0; i < room; i++) {
            headers.bytes().putInt(i * SIZEOF_MMSGHDR + OFFSETOF_MSGHDR_MSG_NAMELEN, SIZEOF_SOCKADDR_NL);
        }
        at = 0;
        count = LibC.recvmmsg(fd, headers.address(), room, MSG_DONTWAIT | MSG_TRUNC, 0);
        if (count > 0) {
            return true;
        }
        errno = LibC.errno();
        count = 0;
        return false;
    }
}
