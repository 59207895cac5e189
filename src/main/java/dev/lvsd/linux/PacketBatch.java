package dev.lvsd.linux;

import static dev.lvsd.linux.LinuxAbi.MSG_DONTWAIT;
import static dev.lvsd.linux.LinuxAbi.OFFSETOF_IOVEC_IOV_LEN;
import static dev.lvsd.linux.LinuxAbi.OFFSETOF_MMSGHDR_MSG_LEN;
import static dev.lvsd.linux.LinuxAbi.OFFSETOF_MSGHDR_MSG_IOV;
import static dev.lvsd.linux.LinuxAbi.OFFSETOF_MSGHDR_MSG_IOVLEN;
import static dev.lvsd.linux.LinuxAbi.SIZEOF_IOVEC;
import static dev.lvsd.linux.LinuxAbi.SIZEOF_MMSGHDR;

/// Takes the packets that wait at a socket, as many with one recvmmsg(2) as there is room for, and gives them out one
/// by one. Of one thread; nothing waits or allocates.
final class PacketBatch {
    /// Packets of one system call.
    private static final int ROOM = 16;

    private final int bytes;
    private final NativeBuffer headers = new NativeBuffer(ROOM * SIZEOF_MMSGHDR);
    private final NativeBuffer vectors = new NativeBuffer(ROOM * SIZEOF_IOVEC);
    private final NativeBuffer data;
    private int count;
    private int at;
    /// Whether the last call took all that waited, and nobody was told so yet.
    private boolean emptied;

    /// @param bytes of a packet; what does not fit is cut off
    PacketBatch(int bytes) {
        this.bytes = bytes;
        data = new NativeBuffer(ROOM * bytes);
        for (int i = 0; i < ROOM; i++) {
            vectors.bytes()
                    .putLong(i * SIZEOF_IOVEC, data.address() + (long) i * bytes)
                    .putLong(i * SIZEOF_IOVEC + OFFSETOF_IOVEC_IOV_LEN, bytes);
            headers.bytes()
                    .putLong(i * SIZEOF_MMSGHDR + OFFSETOF_MSGHDR_MSG_IOV, vectors.address() + (long) i * SIZEOF_IOVEC)
                    .putLong(i * SIZEOF_MMSGHDR + OFFSETOF_MSGHDR_MSG_IOVLEN, 1);
        }
    }

    /// Copies the next packet.
    ///
    /// @param packet has room for what a packet may have
    /// @return its length, or [AdvertPort#NOTHING] once none is left
    int next(int socket, byte[] packet) {
        if (at == count && !refill(socket)) {
            return AdvertPort.NOTHING;
        }
        int length = Math.min(
                headers.bytes().getInt(at * SIZEOF_MMSGHDR + OFFSETOF_MMSGHDR_MSG_LEN),
                Math.min(bytes, packet.length));
        data.bytes().get(at * bytes, packet, 0, length);
        at++;
        return length;
    }

    private boolean refill(int socket) {
        if (emptied) {
            emptied = false;
            return false;
        }
        at = 0;
        count = Math.max(0, LibC.recvmmsg(socket, headers.address(), ROOM, MSG_DONTWAIT, 0));
        emptied = count > 0 && count < ROOM;
        return count > 0;
    }
}
