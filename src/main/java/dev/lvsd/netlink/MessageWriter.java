package dev.lvsd.netlink;

import static dev.lvsd.netlink.NetlinkAbi.NLA_F_NESTED;
import static dev.lvsd.netlink.NetlinkAbi.OFFSETOF_NLMSGHDR_NLMSG_FLAGS;
import static dev.lvsd.netlink.NetlinkAbi.OFFSETOF_NLMSGHDR_NLMSG_PID;
import static dev.lvsd.netlink.NetlinkAbi.OFFSETOF_NLMSGHDR_NLMSG_SEQ;
import static dev.lvsd.netlink.NetlinkAbi.OFFSETOF_NLMSGHDR_NLMSG_TYPE;
import static dev.lvsd.netlink.NetlinkAbi.SIZEOF_NLATTR;
import static dev.lvsd.netlink.NetlinkAbi.SIZEOF_NLMSGHDR;

import dev.lvsd.net.IpAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Writes netlink messages one after the other into a buffer that grows and is used again. Numbers are
/// in native byte order unless the method's name says `be`; attributes and messages are padded to four
/// bytes; lengths are filled in when a message or a nest is closed.
///
/// ```
/// writer.open(RTM_NEWADDR, NLM_F_REQUEST | NLM_F_ACK, sequence);
/// writer.u8(AF_INET).u8(24).u8(0).u8(0).u32(index);
/// writer.bytes(IFA_LOCAL, address);
/// writer.close();
/// ```
public final class MessageWriter {
    private static final int TYPICAL_BYTES = 1 << 16;
    private static final int MAX_DEPTH = 8;
    private static final int MAX_ATTRIBUTE = 0xffff;

    private byte[] buffer;
    private int length;
    private int messageStart = -1;
    private final int[] nests = new int[MAX_DEPTH];
    private int depth;

    /// A writer with room for a typical batch.
    public MessageWriter() {
        this(TYPICAL_BYTES);
    }

    /// @param capacity bytes to begin with
    public MessageWriter(int capacity) {
        buffer = new byte[capacity];
    }

    /// Forgets what was written.
    public MessageWriter clear() {
        length = 0;
        messageStart = -1;
        depth = 0;
        return this;
    }

    /// Forgets what was written, and gives back the memory of an unusually large batch.
    void shrink() {
        clear();
        if (buffer.length > TYPICAL_BYTES) {
            buffer = new byte[TYPICAL_BYTES];
        }
    }

    /// The array in which the messages stand from index 0 on; valid until the next write.
    public byte[] buffer() {
        return buffer;
    }

    /// Bytes written so far.
    public int length() {
        return length;
    }

    /// A copy of what was written.
    public byte[] toByteArray() {
        return Arrays.copyOf(buffer, length);
    }

    /// A copy of one message with another sequence number.
    public static byte[] renumbered(byte[] message, int sequence) {
        byte[] copy = message.clone();
        ByteViews.U32.set(copy, OFFSETOF_NLMSGHDR_NLMSG_SEQ, sequence);
        return copy;
    }

    /// Opens a message: writes its header (`struct nlmsghdr`). The family's own header follows with
    /// [#u8], [#u16], [#u32] and [#u64], then the attributes.
    public MessageWriter open(int type, int flags, int sequence) {
        if (messageStart >= 0) {
            throw new IllegalStateException("message of type " + type + " opened inside another");
        }
        messageStart = length;
        reserve(SIZEOF_NLMSGHDR);
        ByteViews.U16.set(buffer, messageStart + OFFSETOF_NLMSGHDR_NLMSG_TYPE, (short) type);
        ByteViews.U16.set(buffer, messageStart + OFFSETOF_NLMSGHDR_NLMSG_FLAGS, (short) flags);
        ByteViews.U32.set(buffer, messageStart + OFFSETOF_NLMSGHDR_NLMSG_SEQ, sequence);
        ByteViews.U32.set(buffer, messageStart + OFFSETOF_NLMSGHDR_NLMSG_PID, 0);
        return this;
    }

    /// Closes the message: fills in its length.
    public MessageWriter close() {
        if (messageStart < 0 || depth != 0) {
            throw new IllegalStateException(depth != 0 ? "a nest is still open" : "no message is open");
        }
        ByteViews.U32.set(buffer, messageStart, length - messageStart);
        messageStart = -1;
        pad();
        return this;
    }

    /// Opens a nested attribute; its length is filled in by [#closeNest].
    public MessageWriter openNest(int type) {
        nests[depth++] = length;
        header(type | NLA_F_NESTED, 0);
        return this;
    }

    /// Closes the innermost nest.
    ///
    /// @throws IllegalStateException where no nest is open, or it holds more than an attribute can
    public MessageWriter closeNest() {
        if (depth == 0) {
            throw new IllegalStateException("no nest is open");
        }
        int start = nests[--depth];
        check(length - start);
        ByteViews.U16.set(buffer, start, (short) (length - start));
        return this;
    }

    /// Attribute of one byte.
    public MessageWriter u8(int type, int value) {
        int at = header(type, 1);
        buffer[at] = (byte) value;
        return this;
    }

    /// Attribute of 16 bits.
    public MessageWriter u16(int type, int value) {
        int at = header(type, 2);
        ByteViews.U16.set(buffer, at, (short) value);
        return this;
    }

    /// Attribute of 32 bits.
    public MessageWriter u32(int type, int value) {
        int at = header(type, 4);
        ByteViews.U32.set(buffer, at, value);
        return this;
    }

    /// Attribute of 64 bits.
    public MessageWriter u64(int type, long value) {
        int at = header(type, 8);
        ByteViews.U64.set(buffer, at, value);
        return this;
    }

    /// Attribute of 16 bits in network byte order: a port.
    public MessageWriter be16(int type, int value) {
        int at = header(type, 2);
        ByteViews.BE16.set(buffer, at, (short) value);
        return this;
    }

    /// Attribute of 32 bits in network byte order: an IPv4 address or mask.
    public MessageWriter be32(int type, int value) {
        int at = header(type, 4);
        ByteViews.BE32.set(buffer, at, value);
        return this;
    }

    /// Attribute of 16 bytes that hold an address of either family (`union nf_inet_addr`): an IPv4 address stands in
    /// the first four, zeros behind it.
    public MessageWriter address(int type, IpAddress address) {
        int at = header(type, 2 * Long.BYTES);
        switch (address) {
            case IpAddress.V4(int bits) -> {
                ByteViews.U64.set(buffer, at, 0L);
                ByteViews.BE32.set(buffer, at, bits);
                ByteViews.U64.set(buffer, at + Long.BYTES, 0L);
            }
            case IpAddress.V6(long high, long low) -> {
                ByteViews.BE64.set(buffer, at, high);
                ByteViews.BE64.set(buffer, at + Long.BYTES, low);
            }
        }
        return this;
    }

    /// Attribute of bytes as they are.
    public MessageWriter bytes(int type, byte[] value) {
        int at = header(type, value.length);
        System.arraycopy(value, 0, buffer, at, value.length);
        return this;
    }

    /// Attribute of a text with its terminating zero byte (`NLA_NUL_STRING`).
    public MessageWriter string(int type, String value) {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        int at = header(type, text.length + 1);
        System.arraycopy(text, 0, buffer, at, text.length);
        buffer[at + text.length] = 0;
        return this;
    }

    /// A byte of the family's header.
    public MessageWriter u8(int value) {
        int at = reserve(1);
        buffer[at] = (byte) value;
        return this;
    }

    /// 16 bits of the family's header.
    public MessageWriter u16(int value) {
        int at = reserve(2);
        ByteViews.U16.set(buffer, at, (short) value);
        return this;
    }

    /// 32 bits of the family's header.
    public MessageWriter u32(int value) {
        int at = reserve(4);
        ByteViews.U32.set(buffer, at, value);
        return this;
    }

    /// 64 bits of the family's header.
    public MessageWriter u64(long value) {
        int at = reserve(8);
        ByteViews.U64.set(buffer, at, value);
        return this;
    }

    /// Writes the header of an attribute and its padding, and makes room for its payload, which the caller fills.
    private int header(int type, int payload) {
        int size = SIZEOF_NLATTR + payload;
        check(size);
        int at = reserve(size + 3 & ~3);
        if ((size & 3) != 0) {
            ByteViews.U32.set(buffer, length - 4, 0);
        }
        ByteViews.U16.set(buffer, at, (short) size);
        ByteViews.U16.set(buffer, at + 2, (short) type);
        return at + SIZEOF_NLATTR;
    }

    private static void check(int size) {
        if (size > MAX_ATTRIBUTE) {
            throw new IllegalStateException("attribute of " + size + " bytes, 65535 is the most");
        }
    }

    private void pad() {
        int at = reserve(-length & 3);
        Arrays.fill(buffer, at, length, (byte) 0);
    }

    /// Makes room; what stood there before still stands there.
    private int reserve(int bytes) {
        int at = length;
        length = at + bytes;
        if (length > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length));
        }
        return at;
    }
}
