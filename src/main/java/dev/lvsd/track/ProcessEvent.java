package dev.lvsd.track;

import static dev.lvsd.track.ConnectorAbi.CN_IDX_PROC;
import static dev.lvsd.track.ConnectorAbi.CN_VAL_PROC;
import static dev.lvsd.track.ConnectorAbi.PROC_CN_MCAST_LISTEN;
import static dev.lvsd.track.ConnectorAbi.PROC_EVENT_COMM;
import static dev.lvsd.track.ConnectorAbi.PROC_EVENT_EXEC;
import static dev.lvsd.track.ConnectorAbi.PROC_EVENT_EXIT;
import static dev.lvsd.track.ConnectorAbi.PROC_EVENT_FORK;
import static dev.lvsd.track.ConnectorAbi.PROC_EVENT_NONE;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// What the kernel tells of processes (`struct proc_event` of <linux/cn_proc.h>). A message is a netlink header of 16
/// bytes, the connector's of 20, and the event: what, processor, time in 16 bytes, then process and thread group. All
/// numbers are in the machine's byte order. What is about a thread that is no process of its own is [Other].
sealed interface ProcessEvent {
    /// The kernel's answer.
    ///
    /// @param error 0 for yes, otherwise an error number
    record Answer(int error) implements ProcessEvent {}

    /// A process has a child.
    ///
    /// @param parent the process
    record Forked(int parent) implements ProcessEvent {}

    /// A process runs another program, or has another name.
    record Renamed(int process) implements ProcessEvent {}

    /// A process ends.
    record Ended(int process) implements ProcessEvent {}

    /// Nothing of interest.
    enum Other implements ProcessEvent {
        /// The only one.
        OTHER
    }

    /// Netlink header, connector header.
    int HEADERS = 16 + 20;
    /// Message type of a request that is none of netlink's own: `NLMSG_DONE` of <linux/netlink.h>, as connector(4) has.
    int NLMSG_DONE = 3;

    /// Reads a message.
    ///
    /// @param length how many of the bytes are the message's
    static ProcessEvent of(byte[] bytes, int length) {
        ByteBuffer message = ByteBuffer.wrap(bytes, 0, length).order(ByteOrder.nativeOrder());
        boolean ours = length >= HEADERS + 24
                && message.getInt(16) == CN_IDX_PROC && message.getInt(20) == CN_VAL_PROC;
        if (!ours) {
            return Other.OTHER;
        }
        int first = message.getInt(HEADERS + 16);
        int group = message.getInt(HEADERS + 20);
        return switch (message.getInt(HEADERS)) {
            case PROC_EVENT_NONE -> new Answer(first);
            case PROC_EVENT_FORK -> new Forked(group);
            case PROC_EVENT_EXEC, PROC_EVENT_COMM -> first == group ? new Renamed(first) : Other.OTHER;
            case PROC_EVENT_EXIT -> first == group ? new Ended(first) : Other.OTHER;
            default -> Other.OTHER;
        };
    }

    /// The message that asks for them.
    static byte[] request() {
        ByteBuffer message = ByteBuffer.allocate(HEADERS + Integer.BYTES).order(ByteOrder.nativeOrder());
        message.putInt(message.capacity()).putShort((short) NLMSG_DONE).putShort((short) 0).putInt(0).putInt(0);
        message.putInt(CN_IDX_PROC).putInt(CN_VAL_PROC).putInt(0).putInt(0);
        message.putShort((short) Integer.BYTES).putShort((short) 0);
        return message.putInt(PROC_CN_MCAST_LISTEN).array();
    }
}
