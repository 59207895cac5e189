package dev.lvsd.ipvs.reconciler;

import dev.lvsd.config.DrainSettings;
import dev.lvsd.orders.OrderBook;
import java.util.List;

/// What a start goes on from beside the configuration and the table.
///
/// @param orders operators' orders
/// @param departures real servers that were leaving
/// @param drains how real servers lose their clients
public record Beforehand(OrderBook orders, List<Departure> departures, DrainSettings drains) {
    /// The very first start.
    public static final Beforehand NOTHING = new Beforehand(OrderBook.EMPTY, List.of(), DrainSettings.DEFAULTS);

    /// Copies the list.
    public Beforehand {
        departures = List.copyOf(departures);
    }
}
