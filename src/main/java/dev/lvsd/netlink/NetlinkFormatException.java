package dev.lvsd.netlink;

import java.io.IOException;

/// Bytes that are no netlink message, or not the message that they should be: cut short, an attribute of
/// another length than its type has, a required one missing. The message says which and where.
public final class NetlinkFormatException extends IOException {
    private static final long serialVersionUID = 1;

    private final int offset;

    /// @param problem what is wrong, with the name of the message or attribute and the lengths
    /// @param offset where it stands, in bytes from the start of the datagram
    public NetlinkFormatException(String problem, int offset) {
        super(problem + " at offset " + offset + " of the datagram");
        this.offset = offset;
    }

    /// Where it stands, in bytes from the start of the datagram.
    public int offset() {
        return offset;
    }
}
