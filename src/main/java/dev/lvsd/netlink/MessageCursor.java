package dev.lvsd.netlink;

import static dev.lvsd.netlink.NetlinkAbi.OFFSETOF_NLMSGHDR_NLMSG_FLAGS;
import static dev.lvsd.netlink.NetlinkAbi.OFFSETOF_NLMSGHDR_NLMSG_PID;
import static dev.lvsd.netlink.NetlinkAbi.OFFSETOF_NLMSGHDR_NLMSG_SEQ;
import static dev.lvsd.netlink.NetlinkAbi.OFFSETOF_NLMSGHDR_NLMSG_TYPE;
import static dev.lvsd.netlink.NetlinkAbi.SIZEOF_NLMSGHDR;

import java.util.Arrays;
import java.util.Objects;

/// Walks over the messages of one datagram. Every length is checked against the bytes that are there: what
/// is cut short or contradicts itself gives a [NetlinkFormatException], never anything else.
///
/// ```
/// while (message.next()) {
///     switch (message.type()) { … message.attributes(SIZEOF_IFADDRMSG, names) … }
/// }
/// ```
public final class MessageCursor {
    private final byte[] bytes;
    private final int end;
    private int next;
    private int start;
    private int messageEnd;

    /// @param bytes holds the datagram from index 0 on; not copied
    /// @param length of the datagram
    public MessageCursor(byte[] bytes, int length) {
        Objects.checkFromIndexSize(0, length, bytes.length);
        this.bytes = bytes;
        this.end = length;
    }

    /// Goes to the next message.
    ///
    /// @return false at the end of the datagram
    public boolean next() throws NetlinkFormatException {
        if (next >= end) {
            return false;
        }
        if (end - next < SIZEOF_NLMSGHDR) {
            throw new NetlinkFormatException(
                    "message header of " + (end - next) + " bytes, expected " + SIZEOF_NLMSGHDR, next);
        }
        int length = (int) ByteViews.U32.get(bytes, next);
        if (length < SIZEOF_NLMSGHDR || length > end - next) {
            throw new NetlinkFormatException("message that calls itself " + Integer.toUnsignedString(length)
                    + " bytes long, expected " + SIZEOF_NLMSGHDR + " to " + (end - next), next);
        }
        start = next;
        messageEnd = start + length;
        next = start + (length + 3 & ~3);
        return true;
    }

    /// Type of the current message; this and all that follow need a [#next] that returned true.
    public int type() {
        return (short) ByteViews.U16.get(bytes, start + OFFSETOF_NLMSGHDR_NLMSG_TYPE) & 0xffff;
    }

    /// `NLM_F_…` of the current message.
    public int flags() {
        return (short) ByteViews.U16.get(bytes, start + OFFSETOF_NLMSGHDR_NLMSG_FLAGS) & 0xffff;
    }

    /// Sequence number of the current message.
    public int sequence() {
        return (int) ByteViews.U32.get(bytes, start + OFFSETOF_NLMSGHDR_NLMSG_SEQ);
    }

    /// The whole header of the current message.
    public NetlinkHeader header() {
        return new NetlinkHeader(messageEnd - start, type(), flags(), sequence(),
                (int) ByteViews.U32.get(bytes, start + OFFSETOF_NLMSGHDR_NLMSG_PID));
    }

    /// Bytes after the netlink header.
    public int payloadLength() {
        return messageEnd - start - SIZEOF_NLMSGHDR;
    }

    /// A copy of the current message, its header included.
    public byte[] toByteArray() {
        return Arrays.copyOfRange(bytes, start, messageEnd);
    }

    /// Bytes of the current message with the padding that follows it.
    int paddedLength() {
        return messageEnd - start + 3 & ~3;
    }

    /// Copies the current message with padding of zeros, and with 0 for its sequence number.
    ///
    /// @param into has room for [#paddedLength] bytes from `at` on
    void copyUnnumbered(byte[] into, int at) {
        int length = messageEnd - start;
        System.arraycopy(bytes, start, into, at, length);
        Arrays.fill(into, at + length, at + paddedLength(), (byte) 0);
        ByteViews.U32.set(into, at + OFFSETOF_NLMSGHDR_NLMSG_SEQ, 0);
    }

    /// A byte of the family's header, unsigned.
    ///
    /// @param offset from the end of the netlink header
    public int u8(int offset) throws NetlinkFormatException {
        return bytes[at(offset, 1)] & 0xff;
    }

    /// 16 bits of the family's header, unsigned.
    ///
    /// @param offset from the end of the netlink header
    public int u16(int offset) throws NetlinkFormatException {
        return (short) ByteViews.U16.get(bytes, at(offset, 2)) & 0xffff;
    }

    /// 32 bits of the family's header.
    ///
    /// @param offset from the end of the netlink header
    public int u32(int offset) throws NetlinkFormatException {
        return (int) ByteViews.U32.get(bytes, at(offset, 4));
    }

    /// The attributes of the current message.
    ///
    /// @param headerLength bytes of the family's header, which stands between the netlink header and them
    /// @param names of the attributes, for errors
    public AttributeCursor attributes(int headerLength, AttributeSet names) throws NetlinkFormatException {
        int from = at(0, headerLength);
        return new AttributeCursor(bytes, Math.min(from + (headerLength + 3 & ~3), messageEnd), messageEnd, names);
    }

    private int at(int offset, int size) throws NetlinkFormatException {
        int payload = payloadLength();
        if (offset < 0 || size < 0 || size > payload - offset) {
            throw new NetlinkFormatException("message of type " + type() + " with " + payload
                    + " bytes after its header, expected at least " + ((long) offset + size), start);
        }
        return start + SIZEOF_NLMSGHDR + offset;
    }
}
