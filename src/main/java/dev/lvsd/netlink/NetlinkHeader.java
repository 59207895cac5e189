package dev.lvsd.netlink;

/// `struct nlmsghdr`, the start of every message.
///
/// @param length of the message in bytes, with this header, without padding
/// @param type of the message: a family's number, or `NLMSG_…` below 16
/// @param flags `NLM_F_…`
/// @param sequence of the request that it answers; 0 for news of a multicast group
/// @param portId the socket that it is for; 0 is the kernel
public record NetlinkHeader(int length, int type, int flags, int sequence, int portId) {
    /// Whether a flag is set.
    public boolean has(int flag) {
        return (flags & flag) != 0;
    }
}
