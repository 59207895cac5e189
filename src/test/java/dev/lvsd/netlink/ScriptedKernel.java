package dev.lvsd.netlink;

import dev.lvsd.linux.Errno;
import dev.lvsd.linux.LinuxException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// A kernel that answers as a test says. The script gets each request and queues datagrams or errors of
/// recvfrom; what is in the queue is received in order.
public final class ScriptedKernel implements NetlinkTransport {
    /// What a test says to one request.
    public interface Script {
        /// Answers one request, or does not.
        void answer(NetlinkHeader request, ScriptedKernel kernel) throws NetlinkFormatException;
    }

    private sealed interface Queued {
        record Datagram(ByteBuffer bytes) implements Queued {}

        record Failure(Errno errno) implements Queued {}
    }

    private final Script script;
    private final Deque<Queued> queue = new ArrayDeque<>();
    private final List<NetlinkHeader> requests = new ArrayList<>();
    private int receiveBufferBytes = 1 << 20;
    private int datagrams;
    private int deepest;
    private boolean closed;

    /// @param script answers every request
    ScriptedKernel(Script script) {
        this.script = script;
    }

    /// Acknowledges like the kernel: only what asks for it.
    static void acknowledge(NetlinkHeader request, ScriptedKernel kernel) {
        if (request.has(NetlinkAbi.NLM_F_ACK)) {
            kernel.error(request.sequence(), 0);
        }
    }

    ScriptedKernel withReceiveBuffer(int bytes) {
        receiveBufferBytes = bytes;
        return this;
    }

    /// Requests so far.
    List<NetlinkHeader> requests() {
        return requests;
    }

    /// Datagrams sent so far.
    int datagrams() {
        return datagrams;
    }

    /// Most answers that ever waited in the queue.
    int deepest() {
        return deepest;
    }

    /// Answers that nobody has received yet.
    int waiting() {
        return queue.size();
    }

    boolean isClosed() {
        return closed;
    }

    void datagram(byte[] bytes) {
        queue.add(new Queued.Datagram(ByteBuffer.wrap(bytes)));
        deepest = Math.max(deepest, queue.size());
    }

    /// Queues a capped NLMSG_ERROR without a sentence.
    void error(int sequence, int error) {
        MessageWriter writer = new MessageWriter(64);
        writer.open(NetlinkAbi.NLMSG_ERROR, NetlinkAbi.NLM_F_CAPPED, sequence).u32(-error);
        datagram(writer.u64(16).u64(0).close().toByteArray());
    }

    /// Has the next recvfrom fail.
    void failure(Errno errno) {
        queue.add(new Queued.Failure(errno));
    }

    @Override
    public void send(byte[] bytes, int offset, int length) {
        datagrams++;
        byte[] copy = new byte[length];
        System.arraycopy(bytes, offset, copy, 0, length);
        try {
            MessageCursor message = new MessageCursor(copy, length);
            while (message.next()) {
                requests.add(message.header());
                script.answer(message.header(), this);
            }
        } catch (NetlinkFormatException e) {
            throw new AssertionError("the request is malformed", e);
        }
    }

    @Override
    public int receive(byte[] into, long timeoutNanos) throws LinuxException {
        return switch (queue.poll()) {
            case null -> NOTHING;
            case Queued.Datagram(ByteBuffer bytes) -> {
                int length = bytes.remaining();
                bytes.get(into, 0, length);
                yield length;
            }
            case Queued.Failure(Errno errno) -> throw new LinuxException("recvfrom", errno, "the script");
        };
    }

    @Override
    public int receiveBufferBytes() {
        return receiveBufferBytes;
    }

    @Override
    public void close() {
        closed = true;
    }
}
