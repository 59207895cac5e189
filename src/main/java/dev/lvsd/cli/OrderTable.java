package dev.lvsd.cli;

import dev.lvsd.control.OrderReport;

/// What became of an order, as text.
final class OrderTable {
    private OrderTable() {}

    /// The text.
    static String render(OrderReport report) {
        Page page = new Page();
        page.line(2, switch (report.outcome()) {
            case DONE -> report.message();
            case REFUSED -> "refused: " + report.message();
        });
        return page.toString();
    }
}
