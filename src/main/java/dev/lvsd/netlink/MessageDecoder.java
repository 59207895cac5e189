package dev.lvsd.netlink;

import org.jspecify.annotations.Nullable;

/// Makes a value of a reply.
///
/// @param <T> the value
@FunctionalInterface
public interface MessageDecoder<T> {
    /// Makes a value of one message.
    ///
    /// @param message stands on the message; to be read, not to be moved
    /// @return the value, or null where the message is of no interest
    @Nullable T decode(MessageCursor message) throws NetlinkFormatException;
}
