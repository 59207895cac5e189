package dev.lvsd.ipvs;

import static dev.lvsd.netlink.NetlinkAbi.NLMSG_DONE;
import static dev.lvsd.netlink.NetlinkAbi.NLMSG_ERROR;
import static dev.lvsd.netlink.NetlinkAbi.NLM_F_ACK;
import static dev.lvsd.netlink.NetlinkAbi.NLM_F_DUMP;

import dev.lvsd.netlink.MessageCursor;
import dev.lvsd.netlink.MessageWriter;
import dev.lvsd.netlink.NetlinkFormatException;
import dev.lvsd.netlink.NetlinkTransport;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/// Stands in for the kernel in a [Rehearsal]: remembers what is added and shows it in the same order, a list of real
/// servers at each question for one. It understands nothing else. Of one thread.
final class Understudy implements NetlinkTransport {
    private static final int QUEUE_BYTES = 8 << 20;

    private final List<byte[]> virtualServers = new ArrayList<>();
    private final List<List<byte[]>> realServers = new ArrayList<>();
    private final Deque<byte[]> answers = new ArrayDeque<>();
    private final MessageWriter writer = new MessageWriter(256);
    private int shown;

    @Override
    public void send(byte[] bytes, int offset, int length) {
        MessageCursor message = new MessageCursor(Arrays.copyOfRange(bytes, offset, offset + length), length);
        try {
            while (message.next()) {
                answer(message);
            }
        } catch (NetlinkFormatException e) {
            throw new IllegalStateException("lvsd sends what it cannot read itself", e);
        }
    }

    private void answer(MessageCursor message) throws NetlinkFormatException {
        int command = message.u8(0);
        if ((message.flags() & NLM_F_DUMP) == NLM_F_DUMP) {
            boolean all = command == IpvsAbi.IPVS_CMD_GET_SERVICE;
            show(message, all ? virtualServers : realServers.get(shown++ % realServers.size()));
            return;
        }
        if (command == IpvsAbi.IPVS_CMD_NEW_SERVICE) {
            virtualServers.add(message.toByteArray());
            realServers.add(new ArrayList<>());
        } else if (command == IpvsAbi.IPVS_CMD_NEW_DEST) {
            realServers.getLast().add(message.toByteArray());
        }
        if ((message.flags() & NLM_F_ACK) != 0) {
            end(NLMSG_ERROR, message.sequence());
        }
    }

    private void show(MessageCursor question, List<byte[]> entries) {
        for (byte[] entry : entries) {
            answers.add(MessageWriter.renumbered(entry, question.sequence()));
        }
        end(NLMSG_DONE, question.sequence());
    }

    /// Ends an answer: error number 0, then what a header of the question would be.
    private void end(int type, int sequence) {
        answers.add(writer.clear().open(type, 0, sequence).u32(0).u64(0).u64(0).close().toByteArray());
    }

    @Override
    public int receive(byte[] into, long timeoutNanos) {
        byte[] answer = answers.poll();
        if (answer == null) {
            return NOTHING;
        }
        System.arraycopy(answer, 0, into, 0, answer.length);
        return answer.length;
    }

    @Override
    public int receiveBufferBytes() {
        return QUEUE_BYTES;
    }

    @Override
    public void close() {}
}
