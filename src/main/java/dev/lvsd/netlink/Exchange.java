package dev.lvsd.netlink;

import static dev.lvsd.netlink.NetlinkAbi.NLM_F_REQUEST;

import dev.lvsd.linux.Errno;
import dev.lvsd.linux.LinuxException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What every kind of request shares: the transport, the buffers, the sequence numbers. Answers to
/// sequence numbers that nobody waits for any more are counted as strays and dropped.
final class Exchange {
    /// The kernel answers while it is being asked; nothing for so long means that something is broken.
    static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final int RECEIVE_BYTES = 1 << 16;
    private static final int DRAIN_LIMIT = 1 << 20;
    /// The kernel says once that its queue was full; more in a row is another trouble.
    private static final int OVERRUN_LIMIT = 16;

    private final NetlinkTransport transport;
    private final MessageWriter writer = new MessageWriter();
    private final byte[] incoming = new byte[RECEIVE_BYTES];
    private int sequence;
    private long strays;
    private boolean clean = true;

    Exchange(NetlinkTransport transport) {
        this.transport = transport;
    }

    NetlinkTransport transport() {
        return transport;
    }

    MessageWriter writer() {
        return writer;
    }

    /// Starts an operation of so many requests; what an operation that failed halfway left in the queue
    /// is taken out first, or a dump that it did not read to the end would block the next one.
    ///
    /// @return the sequence number of the first request
    int begin(int requests) throws LinuxException {
        if (!clean) {
            drain();
        }
        clean = false;
        writer.clear();
        int first = sequence + 1;
        sequence += requests;
        return first;
    }

    /// Ends an operation that has read all of its answers.
    void end() {
        clean = true;
        writer.shrink();
    }

    void write(NetlinkRequest request, int flags, int number) {
        writer.open(request.type(), request.flags() | NLM_F_REQUEST | flags, number);
        request.write(writer);
        writer.close();
    }

    void send() throws LinuxException {
        send(0, writer.length());
        writer.clear();
    }

    /// Sends a part of what is written, as one datagram.
    void send(int from, int end) throws LinuxException {
        transport.send(writer.buffer(), from, end - from);
    }

    /// The next datagram, which the kernel owes us.
    ///
    /// @param command what was asked, for the error
    MessageCursor receive(String command) throws LinuxException {
        int length = transport.receive(incoming, PATIENCE_NANOS);
        if (length == NetlinkTransport.NOTHING) {
            throw new LinuxException("recvfrom", Errno.ETIMEDOUT, "netlink answer to: " + command);
        }
        return new MessageCursor(incoming, length);
    }

    /// The next datagram if there is one.
    ///
    /// @return null where there is none
    @Nullable MessageCursor poll() throws LinuxException {
        int length = transport.receive(incoming, 0);
        return length == NetlinkTransport.NOTHING ? null : new MessageCursor(incoming, length);
    }

    void stray() {
        strays++;
    }

    long strays() {
        return strays;
    }

    private void drain() throws LinuxException {
        int overruns = 0;
        for (int i = 0; i < DRAIN_LIMIT; i++) {
            try {
                if (transport.receive(incoming, 0) == NetlinkTransport.NOTHING) {
                    return;
                }
                stray();
            } catch (LinuxException e) {
                if (!e.errno().equals(Errno.ENOBUFS) || ++overruns == OVERRUN_LIMIT) {
                    throw e;
                }
            }
        }
    }
}
