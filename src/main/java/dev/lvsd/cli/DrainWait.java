package dev.lvsd.cli;

import dev.lvsd.control.ControlException;
import dev.lvsd.control.OrderReport;
import dev.lvsd.control.OrderedServerSnapshot;
import dev.lvsd.control.Snapshot;
import dev.lvsd.control.StandingSnapshot;
import dev.lvsd.control.Verb;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Waits for the end of a drain. The daemon does not know of it: whoever goes away leaves the drain going.
final class DrainWait {
    /// Exit status where a deadline has cut clients off.
    static final int CUT = 4;

    private static final long LOOK_MILLIS = 500;
    /// A daemon that is restarted answers again.
    private static final long RESTART_NANOS = 60_000_000_000L;

    private final OrderOptions options;
    private final PrintWriter err;
    private volatile boolean over;

    private DrainWait(OrderOptions options) {
        this.options = options;
        err = options.err();
    }

    /// Sends a drain and waits for its end.
    ///
    /// @return the exit status
    static int send(OrderOptions options, Map<String, String> words) throws ControlException {
        OrderReport report = options.ask(Verb.DRAIN, words);
        boolean refused = report.outcome() == OrderReport.Outcome.REFUSED;
        if (refused || options.isForPeople()) {
            options.print(report);
        }
        return refused ? 1 : new DrainWait(options).until(report);
    }

    private int until(OrderReport report) throws ControlException {
        Thread told = Thread.ofPlatform().unstarted(() -> {
            if (!over) {
                err.println("lvsctl: the drain goes on; lvsctl orders shows it, lvsctl enable ends it");
            }
        });
        Runtime.getRuntime().addShutdownHook(told);
        try {
            return watch(report);
        } finally {
            over = true;
        }
    }

    private int watch(OrderReport report) throws ControlException {
        long heard = System.nanoTime();
        while (true) {
            List<OrderedServerSnapshot> now = look(heard);
            if (now != null) {
                heard = System.nanoTime();
                List<OrderedServerSnapshot> mine =
                        now.stream().filter(one -> report.about().stream().anyMatch(one::isSameAs)).toList();
                if (mine.stream().noneMatch(OrderedServerSnapshot::isDraining)) {
                    return end(report, mine);
                }
            }
            pause();
        }
    }

    /// What follows orders now; null where the daemon does not answer and was heard not long ago.
    private @Nullable List<OrderedServerSnapshot> look(long heard) throws ControlException {
        try {
            Snapshot.Orders orders = options.lvsctl().client().orders();
            return orders.orders().stream().flatMap(order -> order.about().stream()).toList();
        } catch (ControlException e) {
            if (e.kind() != ControlException.Kind.NO_ANSWER || System.nanoTime() - heard > RESTART_NANOS) {
                throw e;
            }
            return null;
        }
    }

    private int end(OrderReport report, List<OrderedServerSnapshot> mine) {
        boolean drained = mine.size() >= report.about().size()
                && mine.stream().allMatch(one -> isDrained(one.standing()));
        long cut = mine.stream()
                .map(OrderedServerSnapshot::standing)
                .mapToLong(standing -> standing == null ? 0 : standing.cut())
                .sum();
        String message = report.about().isEmpty() ? "there is nothing to wait for: no real server follows the order"
                : !drained ? "the drain was ended by another order"
                : cut == 0 ? "drained: idle" : "drained at the deadline: " + cut
                        + " connections and persistence templates were cut";
        options.print(new OrderReport(
                drained ? OrderReport.Outcome.DONE : OrderReport.Outcome.REFUSED, message, mine));
        return !drained ? 1 : cut == 0 ? 0 : CUT;
    }

    private static boolean isDrained(@Nullable StandingSnapshot standing) {
        return standing != null && standing.phase().equals(StandingSnapshot.DRAINED);
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("nobody interrupts a command", e);
        }
    }
}
