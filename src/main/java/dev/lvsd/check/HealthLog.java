package dev.lvsd.check;

import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.journal.LogBudget;
import io.netty.channel.IoEventLoop;
import io.netty.util.concurrent.Future;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/// The lines about changes of health, within a [LogBudget]: where a switch fails, thousands of real servers go down at
/// once. Belongs to all loops.
final class HealthLog {
    /// Lines in a second about one virtual server, of those that go down, and of those that come up.
    private static final int EACH = 20;
    /// Lines in a second about all virtual servers.
    private static final int ALL = 100;

    private record Subject(VirtualServerKey virtualServer, Health to) {}

    private final Logger log;
    private final LogBudget<Subject> budget = new LogBudget<>(EACH, ALL);
    private @Nullable Future<?> planned;

    HealthLog(Logger log) {
        this.log = log;
    }

    /// Tells a change of health.
    ///
    /// @param loop the caller's loop, whose clock counts, and which tells later what could not be told now
    synchronized void tell(CheckStatus status, CheckResult result, Transition transition, IoEventLoop loop) {
        CheckId id = status.id();
        if (transition.from() != Health.DOWN && transition.to() != Health.DOWN) {
            log.debug("{}: up ({} {})", id, status.keyword(), status.target());
        } else if (!budget.allows(new Subject(id.virtualServer(), transition.to()), loop.ticker().nanoTime())) {
            plan(loop);
        } else if (transition.to() == Health.DOWN) {
            log.warn("{}: down: {} ({} {})", id, result.text(), status.keyword(), status.target());
        } else {
            log.info("{}: up again ({} {})", id, status.keyword(), status.target());
        }
    }

    /// Tells how many changes were not told.
    synchronized void rest() {
        planned = null;
        String line = line(budget.unsaid());
        if (line != null) {
            log.warn(line);
        }
    }

    private void plan(IoEventLoop loop) {
        if (planned == null) {
            planned = loop.schedule(this::rest, LogBudget.SECOND, TimeUnit.NANOSECONDS);
        }
    }

    /// The line about changes that were not told, null for none.
    private static @Nullable String line(Map<Subject, Long> unsaid) {
        if (unsaid.isEmpty()) {
            return null;
        }
        Map<Health, Long> changes = new TreeMap<>();
        unsaid.forEach((subject, count) -> changes.merge(subject.to(), count, Long::sum));
        long virtualServers = unsaid.keySet().stream().map(Subject::virtualServer).distinct().count();
        return String.format(
                "and %d more checks went down, %d came up again, in %s: lvsctl services shows them",
                changes.getOrDefault(Health.DOWN, 0L),
                changes.getOrDefault(Health.UP, 0L),
                virtualServers == 1
                        ? unsaid.keySet().iterator().next().virtualServer()
                        : virtualServers + " virtual servers");
    }
}
