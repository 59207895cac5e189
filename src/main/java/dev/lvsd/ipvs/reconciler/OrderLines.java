package dev.lvsd.ipvs.reconciler;

import dev.lvsd.orders.GivenOrder;
import dev.lvsd.orders.Order;
import dev.lvsd.orders.OrderTarget;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/// What the log says of orders and drains.
final class OrderLines {
    private OrderLines() {}

    static String of(Note.Ordered note) {
        GivenOrder order = note.order();
        int count = note.about().size();
        return order.by() + " orders " + what(order) + reason(order) + "; it is about " + count
                + (count == 1 ? " real server" : " real servers");
    }

    static String of(Note.Revoked note) {
        return note.by() + " ends " + given(note.order());
    }

    static String of(Note.AboutNothing note) {
        return given(note.order()) + " is about nothing: its target is not configured, or another order counts there;"
                + " it is kept until lvsctl enable ends it";
    }

    static String of(Note.Leaves note) {
        Departure departure = note.departure();
        return departure.key() + ": real server " + departure.realServer()
                + " is not configured any more and gets no new clients; " + text(note.clients()) + " have until "
                + departure.deadline().truncatedTo(ChronoUnit.SECONDS);
    }

    static String of(DrainEnd end) {
        String subject = end.key() + ": real server " + end.realServer();
        return switch (end.result()) {
            case IDLE -> subject + " is drained: idle after " + seconds(end.took());
            case DEADLINE -> subject + " is drained: the deadline came after " + seconds(end.took()) + " and cut "
                    + text(new Clients(true, end.connections(), end.templates()));
            case GONE -> subject + ": its drain has ended after " + seconds(end.took())
                    + " since it is not in the table any more";
        };
    }

    static String of(Note.Removed note) {
        return note.key() + ": removed with " + text(note.clients());
    }

    private static String given(GivenOrder order) {
        return "the order of " + order.by() + " from " + order.at().truncatedTo(ChronoUnit.SECONDS) + " to "
                + what(order);
    }

    private static String what(GivenOrder order) {
        String target = target(order.target());
        return switch (order.order()) {
            case Order.Drain(var timeout) ->
                "drain " + target + (timeout == null ? "" : " within " + seconds(timeout));
            case Order.Disable() -> "disable " + target;
            case Order.Weight(int weight, var ramp) ->
                "weigh " + target + " " + weight + (ramp.isZero() ? "" : " over " + seconds(ramp));
        };
    }

    private static String target(OrderTarget target) {
        String address = target.address().toString();
        String realServer = target.port() == null ? address
                : address.contains(":") ? "[" + address + "]:" + target.port() : address + ":" + target.port();
        return realServer + " in " + (target.virtualServer() == null ? "every virtual server" : target.virtualServer());
    }

    private static String reason(GivenOrder order) {
        return order.reason().isEmpty() ? "" : ": " + order.reason();
    }

    private static String text(Clients clients) {
        return clients.connections() + (clients.connections() == 1 ? " connection" : " connections") + " and "
                + clients.templates() + (clients.templates() == 1 ? " persistence template" : " persistence templates");
    }

    private static String seconds(Duration time) {
        return time.toSeconds() + " s";
    }
}
