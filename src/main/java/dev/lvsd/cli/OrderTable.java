package dev.lvsd.cli;

import dev.lvsd.control.OrderReport;
import dev.lvsd.control.OrderSnapshot;
import dev.lvsd.control.OrderedServerSnapshot;
import dev.lvsd.control.Snapshot;
import java.time.Instant;
import java.time.ZoneId;

/// What operators have ordered, and what became of an order, as text.
final class OrderTable {
    private final Instant at;
    private final ZoneId zone;
    private final Page page = new Page();

    private OrderTable(Instant at, ZoneId zone) {
        this.at = at;
        this.zone = zone;
    }

    /// What became of an order.
    ///
    /// @param at now, by the wall clock
    static String render(OrderReport report, Instant at, ZoneId zone) {
        OrderTable table = new OrderTable(at, zone);
        table.page.line(2, switch (report.outcome()) {
            case DONE -> report.message();
            case REFUSED -> "refused: " + report.message();
        });
        report.about().forEach(table::server);
        return table.page.toString();
    }

    /// `lvsctl orders`.
    static String render(Snapshot.Orders orders, ZoneId zone) {
        OrderTable table = new OrderTable(orders.at(), zone);
        if (orders.maintenance() != null) {
            table.page.line(2, "node " + MaintenanceLine.of(orders.maintenance(), orders.at()));
        }
        orders.orders().forEach(table::order);
        if (!orders.leaving().isEmpty()) {
            table.page.line(2, "no longer configured");
            orders.leaving().forEach(table::server);
        }
        if (orders.orders().isEmpty() && orders.leaving().isEmpty() && orders.maintenance() == null) {
            table.page.line(0, "there are no orders");
        }
        return table.page.toString();
    }

    private void order(OrderSnapshot order) {
        page.line(2, order.title());
        page.line(4, "  by " + order.by() + " " + Elapsed.between(order.at(), at) + " ago"
                + (order.reason().isEmpty() ? "" : ": " + order.reason()));
        if (order.about().isEmpty()) {
            page.line(4, "  about nothing: not configured, or another order that names it more exactly counts");
        }
        order.about().forEach(this::server);
    }

    private void server(OrderedServerSnapshot server) {
        page.line(4, "  " + server.realServer() + " in " + server.virtualServer() + " "
                + StandingLine.full(server, at, zone));
    }
}
