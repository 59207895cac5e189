package dev.lvsd.control;

import java.util.function.Supplier;

/// Who answers behind the control socket.
///
/// @param snapshots called on the server's thread, once for each request; must not block
/// @param reloads called on a virtual thread, once for each reload
/// @param orders called on a virtual thread, once for each order
/// @param views called on a virtual thread, once for each question that takes words or time
/// @param inquiries called on a virtual thread, once for each question about the table itself
public record Desks(
        Supplier<Snapshot> snapshots, ReloadService reloads, OrderService orders, Views views,
        InquiryService inquiries) {
    /// Snapshots alone: all else is refused.
    public static Desks of(Supplier<Snapshot> snapshots) {
        return new Desks(snapshots, ReloadService.NONE, OrderService.NONE, Views.NONE, InquiryService.NONE);
    }

    /// The same with reloads.
    public Desks with(ReloadService other) {
        return new Desks(snapshots, other, orders, views, inquiries);
    }

    /// The same with orders.
    public Desks with(OrderService other) {
        return new Desks(snapshots, reloads, other, views, inquiries);
    }

    /// The same with views.
    public Desks with(Views other) {
        return new Desks(snapshots, reloads, orders, other, inquiries);
    }

    /// The same with inquiries.
    public Desks with(InquiryService other) {
        return new Desks(snapshots, reloads, orders, views, other);
    }
}
