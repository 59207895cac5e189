package dev.lvsd.ipvs.reconciler;

import dev.lvsd.orders.AppliedOrder;
import dev.lvsd.orders.GivenOrder;
import dev.lvsd.orders.Moment;
import dev.lvsd.orders.OrderBook;
import dev.lvsd.orders.OrderTarget;
import dev.lvsd.orders.Orders;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes operators' orders for the ipvs thread, which alone uses it: an order is on the disk before anything changes,
/// and answered when the table has answered.
final class OrderIntake {
    private static final Logger LOG = LoggerFactory.getLogger(OrderIntake.class);
    /// What reads for drains may take of the thread's time: one part in so many.
    private static final int READ_SHARE = 20;

    /// Something that was asked for.
    sealed interface Request {
        /// [Orders#give].
        record Give(GivenOrder order, CompletableFuture<Orders.Outcome> answer) implements Request {}

        /// [Orders#revoke].
        record Revoke(OrderTarget target, String by, CompletableFuture<Orders.Outcome> answer) implements Request {}

        /// What completes it.
        CompletableFuture<Orders.Outcome> answer();

        /// Nothing was done.
        default void refuse(String reason) {
            answer().complete(new Orders.Outcome.Refused(reason));
        }
    }

    private record Answer(Request request, List<Orders.Place> about) {}

    private final OrderStore store;
    private final List<Request> waiting = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();
    private long keptDepartures;
    private boolean kept = true;

    OrderIntake(OrderStore store) {
        this.store = store;
    }

    OrderStore store() {
        return store;
    }

    void add(Request request) {
        waiting.add(request);
    }

    /// Does what was asked for, in its order.
    List<Note> work(ReconcilerCore core, Moment now) {
        List<Note> notes = new ArrayList<>();
        List<Request> requests = List.copyOf(waiting);
        waiting.clear();
        for (Request request : requests) {
            switch (request) {
                case Request.Give(var order, _) -> {
                    int first = notes.size();
                    if (follow(core, core.standings().with(order), request, now, notes)) {
                        List<Orders.Place> about = about(core, order);
                        notes.add(first, new Note.Ordered(order, about));
                        answers.add(new Answer(request, about));
                    }
                }
                case Request.Revoke(var target, var by, _) -> revoke(core, target, by, request, now, notes);
            }
        }
        return notes;
    }

    private void revoke(
            ReconcilerCore core, OrderTarget target, String by, Request request, Moment now, List<Note> notes) {
        OrderBook next = core.standings().without(target);
        List<GivenOrder> revoked = new ArrayList<>(core.standings().book().given());
        revoked.removeAll(next.given());
        List<Orders.Place> about = new ArrayList<>();
        revoked.forEach(order -> about.addAll(about(core, order)));
        int first = notes.size();
        if (revoked.isEmpty() || follow(core, next, request, now, notes)) {
            revoked.forEach(order -> notes.add(first, new Note.Revoked(order, by)));
            answers.add(new Answer(request, about));
        }
    }

    private boolean follow(ReconcilerCore core, OrderBook next, Request request, Moment now, List<Note> notes) {
        try {
            store.keep(next);
        } catch (IOException e) {
            LOG.error("an order was refused: {}", e.getMessage());
            request.refuse("nothing was changed, since orders must outlive a restart and this cannot be kept: "
                    + e.getMessage());
            return false;
        }
        notes.addAll(core.follow(next, now));
        return true;
    }

    @SuppressWarnings("ReferenceEquality") // an order is given once
    private static List<Orders.Place> about(ReconcilerCore core, GivenOrder order) {
        for (AppliedOrder applied : core.standings().applied()) {
            if (applied.given() == order) {
                return applied.about();
            }
        }
        return List.of();
    }

    /// Keeps who leaves, if that changed. What could not be kept is tried again.
    ///
    /// @param again whether it is time for another try
    void keepDepartures(ReconcilerCore core, boolean again) {
        long version = core.standings().departures().version();
        if (version == keptDepartures && (kept || !again)) {
            return;
        }
        keptDepartures = version;
        try {
            store.keep(core.standings().departures().list());
            kept = true;
        } catch (IOException e) {
            if (kept) {
                LOG.error("after a restart drains of real servers that are not configured any more begin anew: {}",
                        e.getMessage());
            }
            kept = false;
        }
    }

    /// The table has answered.
    void answer() {
        answers.forEach(done -> done.request().answer().complete(new Orders.Outcome.Done(done.about())));
        answers.clear();
    }

    /// While something drains, reads come as soon as is cheap, and at each deadline.
    ///
    /// @param sinceRead nanoseconds since the last read
    /// @param deadline nanoseconds to the next deadline, `Long.MAX_VALUE` where nothing drains
    /// @param cost how long a read takes
    /// @return nanoseconds to the next read at the latest
    static long untilRead(long sinceRead, long deadline, Reconciler.Options options, Duration cost) {
        if (deadline == Long.MAX_VALUE) {
            return deadline;
        }
        long pause = options.pause().toNanos();
        long pace = Math.clamp(cost.toNanos() * READ_SHARE, pause, Math.max(pause, options.resync().toNanos()));
        return Math.max(0, Math.min(pace - sinceRead, deadline));
    }

    /// Nothing more is done, nor what has come too late.
    void end(List<Message> late) {
        answer();
        for (Message message : late) {
            if (message instanceof Message.Order(var request)) {
                add(request);
            }
        }
        waiting.forEach(request -> request.refuse("lvsd is stopping: nothing was changed"));
        waiting.clear();
    }
}
