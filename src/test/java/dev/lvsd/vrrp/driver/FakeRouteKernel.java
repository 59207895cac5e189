package dev.lvsd.vrrp.driver;

import dev.lvsd.netlink.NetlinkTransport;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A kernel that answers the last request of every batch about addresses alike, and keeps what it was asked.
final class FakeRouteKernel implements NetlinkTransport {
    private static final int AT_TYPE = 4;
    private static final int AT_SEQUENCE = 8;
    private static final int AT_INDEX = 20;
    /// A netlink header and `struct ifaddrmsg`.
    private static final int HEADERS = 24;
    private static final int IFA_CACHEINFO = 6;

    /// Types of the requests: `RTM_…`.
    final ConcurrentLinkedQueue<Integer> requests = new ConcurrentLinkedQueue<>();
    /// Valid lifetimes in the requests, -1 for none.
    final ConcurrentLinkedQueue<Integer> lifetimes = new ConcurrentLinkedQueue<>();
    /// Interface numbers in the requests.
    final ConcurrentLinkedQueue<Integer> interfaces = new ConcurrentLinkedQueue<>();
    /// What it answers, 0 for an acknowledgement.
    volatile int error;
    private int unanswered;

    @Override
    public void send(byte[] bytes, int offset, int length) {
        ByteBuffer request = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        int next;
        for (int at = offset; at < offset + length; at = next) {
            next = at + request.getInt(at);
            interfaces.add(request.getInt(at + AT_INDEX));
            lifetimes.add(valid(request, at + HEADERS, next));
            requests.add((int) request.getShort(at + AT_TYPE));
            unanswered = request.getInt(at + AT_SEQUENCE);
        }
    }

    /// The valid lifetime of IFA_CACHEINFO, -1 for none.
    private static int valid(ByteBuffer request, int from, int end) {
        int at = from;
        while (at + 4 <= end && request.getShort(at) >= 4) {
            if (request.getShort(at + 2) == IFA_CACHEINFO) {
                return request.getInt(at + 8);
            }
            at += (request.getShort(at) + 3) & ~3;
        }
        return -1;
    }

    @Override
    public int receive(byte[] into, long timeoutNanos) {
        if (unanswered == 0) {
            return NOTHING;
        }
        ByteBuffer.wrap(into).order(ByteOrder.nativeOrder())
                .putInt(36).putShort((short) 2).putShort((short) 0).putInt(unanswered).putInt(0).putInt(-error)
                .putInt(20).putShort((short) 20).putShort((short) 0).putInt(unanswered).putInt(0);
        unanswered = 0;
        return 36;
    }

    @Override
    public int receiveBufferBytes() {
        return 1 << 20;
    }

    @Override
    public void close() {}
}
