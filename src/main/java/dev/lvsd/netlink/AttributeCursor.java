package dev.lvsd.netlink;

import static dev.lvsd.netlink.NetlinkAbi.NLA_F_NESTED;
import static dev.lvsd.netlink.NetlinkAbi.NLA_F_NET_BYTEORDER;
import static dev.lvsd.netlink.NetlinkAbi.SIZEOF_NLATTR;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Walks over attributes (`struct nlattr`). A value is read by its exact length: another one is a
/// [NetlinkFormatException] that names attribute, length and place. An attribute that the caller does not
/// know is left alone by not reading it.
///
/// ```
/// while (attribute.next()) {
///     switch (attribute.type()) {
///         case IFA_LABEL -> label = attribute.string();
///         default -> { }
///     }
/// }
/// ```
public final class AttributeCursor {
    private static final int TYPE_MASK = ~(NLA_F_NESTED | NLA_F_NET_BYTEORDER) & 0xffff;

    private final byte[] bytes;
    private final int end;
    private final AttributeSet names;
    private int next;
    private int start;
    private int length;

    /// The caller has checked that the range lies within the array.
    AttributeCursor(byte[] bytes, int from, int end, AttributeSet names) {
        this.bytes = bytes;
        this.end = end;
        this.names = names;
        this.next = from;
    }

    /// Goes to the next attribute.
    ///
    /// @return false at the end of the message or nest
    public boolean next() throws NetlinkFormatException {
        if (next >= end) {
            return false;
        }
        int left = end - next;
        if (left < SIZEOF_NLATTR) {
            throw new NetlinkFormatException(
                    names.prefix() + " attribute header of " + left + " bytes, expected " + SIZEOF_NLATTR, next);
        }
        int size = (short) ByteViews.U16.get(bytes, next) & 0xffff;
        if (size < SIZEOF_NLATTR || size > left) {
            int type = (short) ByteViews.U16.get(bytes, next + 2) & TYPE_MASK;
            throw new NetlinkFormatException("attribute " + names.describe(type) + " that calls itself " + size
                    + " bytes long, expected " + SIZEOF_NLATTR + " to " + left, next);
        }
        start = next;
        length = size - SIZEOF_NLATTR;
        next = start + (size + 3 & ~3);
        return true;
    }

    /// Type of the current attribute, without its flags; this and all that follow need a [#next] that
    /// returned true.
    public int type() {
        return (short) ByteViews.U16.get(bytes, start + 2) & TYPE_MASK;
    }

    /// Bytes of the value, without header and padding.
    public int length() {
        return length;
    }

    /// Offset of the attribute in the datagram.
    public int offset() {
        return start;
    }

    /// A value of one byte, unsigned.
    public int u8() throws NetlinkFormatException {
        return bytes[value(1)] & 0xff;
    }

    /// A value of 16 bits, unsigned.
    public int u16() throws NetlinkFormatException {
        return (short) ByteViews.U16.get(bytes, value(2)) & 0xffff;
    }

    /// A value of 32 bits; [Integer#toUnsignedLong] where it is a count.
    public int u32() throws NetlinkFormatException {
        return (int) ByteViews.U32.get(bytes, value(4));
    }

    /// A value of 64 bits. The kernel aligns it to four bytes only.
    public long u64() throws NetlinkFormatException {
        return (long) ByteViews.U64.get(bytes, value(8));
    }

    /// A value of 16 bits in network byte order, unsigned.
    public int be16() throws NetlinkFormatException {
        return (short) ByteViews.BE16.get(bytes, value(2)) & 0xffff;
    }

    /// A value of 32 bits in network byte order.
    public int be32() throws NetlinkFormatException {
        return (int) ByteViews.BE32.get(bytes, value(4));
    }

    /// 32 bits of a value that is a structure.
    ///
    /// @param at offset in the structure; at most `size` - 4
    /// @param size bytes of the structure; a newer kernel's may be longer
    public int u32At(int at, int size) throws NetlinkFormatException {
        if (length < size) {
            throw wrongLength("at least " + size);
        }
        return (int) ByteViews.U32.get(bytes, start + SIZEOF_NLATTR + at);
    }

    /// 64 bits of a value that is a structure.
    ///
    /// @param at offset in the structure; at most `size` - 8
    /// @param size bytes of the structure; a newer kernel's may be longer
    public long u64At(int at, int size) throws NetlinkFormatException {
        if (length < size) {
            throw wrongLength("at least " + size);
        }
        return (long) ByteViews.U64.get(bytes, start + SIZEOF_NLATTR + at);
    }

    /// A value of exactly so many bytes, copied.
    public byte[] bytes(int expected) throws NetlinkFormatException {
        int from = value(expected);
        return Arrays.copyOfRange(bytes, from, from + expected);
    }

    /// A value of any length, copied.
    public byte[] bytes() {
        return Arrays.copyOfRange(bytes, start + SIZEOF_NLATTR, start + SIZEOF_NLATTR + length);
    }

    /// A text up to its first zero byte, or to its end where there is none.
    public String string() {
        int from = start + SIZEOF_NLATTR;
        int to = from;
        while (to < from + length && bytes[to] != 0) {
            to++;
        }
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    /// The attributes inside the current one.
    ///
    /// @param inner names of them, for errors
    public AttributeCursor nested(AttributeSet inner) {
        return new AttributeCursor(bytes, start + SIZEOF_NLATTR, start + SIZEOF_NLATTR + length, inner);
    }

    /// The error that the current attribute has a value which makes no sense.
    ///
    /// @param problem what is wrong with it: `address family 99`
    public NetlinkFormatException problem(String problem) {
        return new NetlinkFormatException("attribute " + names.describe(type()) + ": " + problem, start);
    }

    /// The error that an attribute which must be there is not.
    ///
    /// @param type the missing one
    public NetlinkFormatException missing(int type) {
        return new NetlinkFormatException("attribute " + names.describe(type) + " missing", end);
    }

    private int value(int expected) throws NetlinkFormatException {
        if (length != expected) {
            throw wrongLength(Integer.toString(expected));
        }
        return start + SIZEOF_NLATTR;
    }

    private NetlinkFormatException wrongLength(String expected) {
        return new NetlinkFormatException("attribute " + names.describe(type()) + " of " + length
                + " bytes, expected " + expected, start);
    }
}
