package dev.lvsd.ipvs;

import dev.lvsd.netlink.MessageWriter;
import dev.lvsd.netlink.NetlinkTransport;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;

/// Plays recorded answers. Each datagram that is sent releases the next answer, whose sequence number is that of the
/// datagram's first message, plus an offset for the answer to a later one.
final class ReplayTransport implements NetlinkTransport {
    private static final int LENGTH = 0;
    private static final int SEQUENCE = 8;

    private final List<byte[]> sent = new ArrayList<>();
    private final Deque<List<Answer>> script = new ArrayDeque<>();
    private final Deque<byte[]> queue = new ArrayDeque<>();

    /// One message of an answer.
    ///
    /// @param hex its bytes as recorded
    /// @param offset index of the request in its datagram
    record Answer(String hex, int offset) {
        static Answer of(byte[] message, int offset) {
            return new Answer(HexFormat.of().formatHex(message), offset);
        }
    }

    ReplayTransport then(Answer... answers) {
        script.add(List.of(answers));
        return this;
    }

    ReplayTransport then(byte[]... messages) {
        List<Answer> answers = new ArrayList<>();
        for (byte[] message : messages) {
            answers.add(Answer.of(message, 0));
        }
        script.add(answers);
        return this;
    }

    List<byte[]> sent() {
        return sent;
    }

    static byte[] error(int errno) {
        return new MessageWriter().open(2, 0, 0).u32(-errno).u32(0).u32(0).u32(0).u32(0).close().toByteArray();
    }

    @Override
    public void send(byte[] bytes, int offset, int length) {
        byte[] datagram = new byte[length];
        System.arraycopy(bytes, offset, datagram, 0, length);
        sent.add(datagram);
        int sequence = number(datagram, SEQUENCE);
        for (Answer answer : script.remove()) {
            byte[] message = HexFormat.of().parseHex(answer.hex());
            ByteBuffer.wrap(message).order(ByteOrder.nativeOrder()).putInt(SEQUENCE, sequence + answer.offset());
            queue.add(message);
        }
    }

    @Override
    public int receive(byte[] into, long timeoutNanos) {
        byte[] message = queue.poll();
        if (message == null) {
            return NOTHING;
        }
        System.arraycopy(message, 0, into, 0, message.length);
        return number(message, LENGTH);
    }

    @Override
    public int receiveBufferBytes() {
        return 1 << 20;
    }

    @Override
    public void close() {}

    private static int number(byte[] bytes, int at) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).getInt(at);
    }
}
