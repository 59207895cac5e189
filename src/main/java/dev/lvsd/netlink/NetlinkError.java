package dev.lvsd.netlink;

import static dev.lvsd.netlink.NetlinkAbi.NLMSGERR_ATTR_MISS_TYPE;
import static dev.lvsd.netlink.NetlinkAbi.NLMSGERR_ATTR_MSG;
import static dev.lvsd.netlink.NetlinkAbi.NLMSGERR_ATTR_OFFS;
import static dev.lvsd.netlink.NetlinkAbi.NLM_F_ACK_TLVS;
import static dev.lvsd.netlink.NetlinkAbi.NLM_F_CAPPED;
import static dev.lvsd.netlink.NetlinkAbi.OFFSETOF_NLMSGERR_ERROR;
import static dev.lvsd.netlink.NetlinkAbi.OFFSETOF_NLMSGERR_MSG;
import static dev.lvsd.netlink.NetlinkAbi.SIZEOF_NLMSGERR;
import static dev.lvsd.netlink.NetlinkAbi.SIZEOF_NLMSGHDR;

import dev.lvsd.linux.Errno;
import org.jspecify.annotations.Nullable;

/// The kernel's refusal of one request (`NLMSG_ERROR` with its extended acknowledgement).
///
/// @param sequence of the request
/// @param errno why
/// @param kernelMessage the kernel's sentence about it; empty where it has none
/// @param offset of the attribute that it is about, from the start of the request's message; -1 if none
/// @param missingType type of an attribute that the request lacks; -1 if none
public record NetlinkError(int sequence, Errno errno, String kernelMessage, int offset, int missingType) {
    private static final AttributeSet NAMES =
            AttributeSet.of("NLMSGERR_ATTR_", "UNUSED", "MSG", "OFFS", "COOKIE", "POLICY", "MISS_TYPE", "MISS_NEST");

    /// An error without an extended acknowledgement.
    public static NetlinkError of(int sequence, Errno errno) {
        return new NetlinkError(sequence, errno, "", -1, -1);
    }

    /// Reads an `NLMSG_ERROR`.
    ///
    /// @return the error, or null where it is an acknowledgement
    static @Nullable NetlinkError parse(MessageCursor message) throws NetlinkFormatException {
        int error = message.u32(OFFSETOF_NLMSGERR_ERROR);
        if (error == 0) {
            return null;
        }
        NetlinkError plain = of(message.sequence(), Errno.of(-error));
        int flags = message.flags();
        if ((flags & NLM_F_ACK_TLVS) == 0) {
            return plain;
        }
        int header = SIZEOF_NLMSGERR;
        if ((flags & NLM_F_CAPPED) == 0) {
            int payload = message.u32(OFFSETOF_NLMSGERR_MSG) - SIZEOF_NLMSGHDR;
            header += payload + 3 & ~3;
        }
        return plain.extended(message.attributes(header, NAMES));
    }

    private NetlinkError extended(AttributeCursor attribute) throws NetlinkFormatException {
        String text = "";
        int at = -1;
        int missing = -1;
        while (attribute.next()) {
            switch (attribute.type()) {
                case NLMSGERR_ATTR_MSG -> text = attribute.string();
                case NLMSGERR_ATTR_OFFS -> at = attribute.u32();
                case NLMSGERR_ATTR_MISS_TYPE -> missing = attribute.u32();
                default -> { }
            }
        }
        return new NetlinkError(sequence, errno, text, at, missing);
    }

    /// `No such process (ESRCH)`, with the kernel's sentence and the place where it has them.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(errno.toString());
        if (!kernelMessage.isEmpty()) {
            text.append(": the kernel says: ").append(kernelMessage);
        }
        if (offset >= 0) {
            text.append(", at byte ").append(offset).append(" of the request");
        }
        if (missingType >= 0) {
            text.append(", attribute type ").append(missingType).append(" is missing");
        }
        return text.toString();
    }
}
