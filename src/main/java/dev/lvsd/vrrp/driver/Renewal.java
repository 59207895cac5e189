package dev.lvsd.vrrp.driver;

import dev.lvsd.netlink.AddressRequest;
import dev.lvsd.netlink.BatchOutcome;
import dev.lvsd.netlink.RouteNetlink;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// When virtual addresses with a lifetime are renewed: every second, while the vrrp thread runs.
final class Renewal {
    private static final long EVERY_NANOS = 1_000_000_000L;

    /// What a round shows of the vrrp thread.
    enum Change {
        /// Runs, or hangs, as before.
        NONE,
        /// It ran and does so no more.
        FELL_SILENT,
        /// It hung and runs.
        RUNS_AGAIN
    }

    private long deadline;
    private boolean allowed = true;
    private String trouble = "";

    /// When the next round is due.
    long deadlineNanos() {
        return deadline;
    }

    /// Whether a round is due.
    ///
    /// @param anything whether there is anything to renew
    boolean isDue(long nowNanos, boolean anything) {
        return anything && nowNanos >= deadline;
    }

    /// A round.
    ///
    /// @param fresh whether the vrrp thread runs
    Change at(long nowNanos, boolean fresh) {
        deadline = nowNanos + EVERY_NANOS;
        Change change = fresh == allowed ? Change.NONE : fresh ? Change.RUNS_AGAIN : Change.FELL_SILENT;
        allowed = fresh;
        return change;
    }

    /// Whether the last round may renew.
    boolean isAllowed() {
        return allowed;
    }

    /// Whether trouble is there that was not there in the round before.
    ///
    /// @param now what went wrong, empty for nothing
    boolean isNews(String now) {
        boolean news = !now.isEmpty() && trouble.isEmpty();
        trouble = now;
        return news;
    }

    /// Renews with a batch.
    ///
    /// @param owners whose address each request is about; they count it
    /// @return what went wrong, empty for nothing
    static String send(RouteNetlink netlink, List<AddressRequest> requests, List<KeptAddresses> owners) {
        Set<KeptAddresses> refused = new HashSet<>();
        try {
            List<BatchOutcome.Failure> failures = netlink.change(requests).failures();
            failures.forEach(failure -> refused.add(owners.get(failure.index())));
            return failures.isEmpty() ? "" : requests.get(failures.getFirst().index()).command() + ": "
                    + failures.getFirst().error();
        } catch (IOException e) {
            refused.addAll(owners);
            return String.valueOf(e.getMessage());
        } finally {
            Set.copyOf(owners).forEach(addresses -> addresses.renewed(!refused.contains(addresses)));
        }
    }
}
