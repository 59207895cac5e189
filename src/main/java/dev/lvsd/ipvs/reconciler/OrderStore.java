package dev.lvsd.ipvs.reconciler;

import dev.lvsd.orders.OrderBook;
import java.io.IOException;
import java.util.Collection;
import java.util.List;

/// Keeps operators' orders, and the deadlines of real servers that leave, for the next start.
public interface OrderStore {
    /// The orders that were kept. What cannot be read is told and left out: it keeps no director from starting.
    OrderBook orders();

    /// The departures that were kept, likewise.
    List<Departure> departures();

    /// Replaces the orders. When this returns they are on the disk.
    ///
    /// @throws IOException where they cannot be written; the old ones stay then
    void keep(OrderBook orders) throws IOException;

    /// Replaces the departures. When this returns they are on the disk.
    ///
    /// @throws IOException where they cannot be written; the old ones stay then
    void keep(Collection<Departure> departures) throws IOException;
}
