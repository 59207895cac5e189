package dev.lvsd.orders;

import java.util.List;

/// An order that counts, and what it is about now.
///
/// @param given the order
/// @param about the real servers of the configuration that follow it; none where its target is not configured, or
///     where orders that say more exactly whom they mean count instead
public record AppliedOrder(GivenOrder given, List<Orders.Place> about) {
    /// Copies the list.
    public AppliedOrder {
        about = List.copyOf(about);
    }
}
