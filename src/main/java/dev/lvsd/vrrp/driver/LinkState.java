package dev.lvsd.vrrp.driver;

import dev.lvsd.net.IpAddress;
import dev.lvsd.netlink.Link;

/// Whether an instance can use its interface.
sealed interface LinkState {
    /// It can.
    ///
    /// @param link the interface
    /// @param source source address of the adverts
    record Usable(Link link, IpAddress source) implements LinkState {
        /// Whether nothing has changed that matters to an instance.
        boolean isLike(LinkState other) {
            return other instanceof Usable(Link before, IpAddress address)
                    && before.index() == link.index()
                    && address.equals(source);
        }
    }

    /// It cannot.
    ///
    /// @param reason for the log and the status
    record Faulty(String reason) implements LinkState {}
}
