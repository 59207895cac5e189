package dev.lvsd;

import dev.lvsd.config.Configuration;
import dev.lvsd.config.ConfigurationFile;
import dev.lvsd.config.DaemonSettings;
import dev.lvsd.config.Loaded;
import dev.lvsd.config.text.Problem;
import dev.lvsd.config.text.Problems;
import dev.lvsd.control.ConfigurationChange;
import dev.lvsd.control.ReloadOption;
import dev.lvsd.control.ReloadOutcome;
import dev.lvsd.control.ReloadReport;
import dev.lvsd.control.ReloadService;
import dev.lvsd.control.ReloadSnapshot;
import dev.lvsd.linux.SdNotify;
import dev.lvsd.reload.ConfigurationDiff;
import dev.lvsd.reload.ReloadDecision;
import dev.lvsd.watch.Notice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the configuration again beside the running director, and has the parts take the differences. One reload at
/// a time, on the thread that asks for it; what runs from which file is read by any thread.
final class Reloader implements ReloadService {
    private static final Logger LOG = LoggerFactory.getLogger(Reloader.class);
    private static final int CHANGES_TOLD = 20;
    private static final int PROBLEMS_TOLD = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final DaemonSettings started;
    private final Parts parts;
    private final Consumer<Notice> serviceManager;
    private final ReentrantLock turn = new ReentrantLock(true);
    private final AtomicBoolean signalWaits = new AtomicBoolean();
    private volatile LoadedFile running;
    private volatile @Nullable ReloadSnapshot last;
    private volatile @Nullable String closed = "lvsd is still starting; try again";

    /// Who takes the differences.
    interface Parts {
        /// Looks whether a configuration can be taken.
        ///
        /// @throws IllegalArgumentException where it cannot
        void check(Configuration next);

        /// What an operator should know before a configuration is taken, a sentence each.
        default List<String> cautions(Configuration before, Configuration next) {
            return List.of();
        }

        /// Takes a configuration that says the same as the one that runs, perhaps at other places.
        void unchanged(Configuration next);

        /// Goes from one configuration to the next; returns when the parts have followed.
        void apply(Configuration before, Configuration next) throws InterruptedException;
    }

    /// @param started what the director was started with
    /// @param serviceManager told when a reload begins and ends; must not wait
    Reloader(LoadedFile started, Parts parts, Consumer<Notice> serviceManager) {
        running = started;
        this.started = started.configuration().daemon();
        this.parts = parts;
        this.serviceManager = serviceManager;
    }

    /// What the director runs from.
    LoadedFile running() {
        return running;
    }

    /// The reloads so far, null before the first.
    @Nullable ReloadSnapshot last() {
        return last;
    }

    /// A line where the file asks for settings that only a start puts in force; for any thread.
    List<String> pending() {
        List<String> names = started.differences(running.configuration().daemon());
        return names.isEmpty() ? List.of() : List.of("lvsd: " + String.join(", ", names)
                + (names.size() == 1 ? " counts" : " count") + " from the next start on: restart lvsd");
    }

    /// Reloads because of a signal. While one such reload waits for its turn, further signals are that one.
    void onSignal() {
        if (signalWaits.compareAndSet(false, true)) {
            reload(Set.of());
        }
    }

    @Override
    public ReloadReport reload(Set<ReloadOption> options) {
        turn.lock();
        try {
            if (options.isEmpty()) {
                signalWaits.set(false);
            }
            if (options.contains(ReloadOption.DRY_RUN)) {
                return guarded(options);
            }
            serviceManager.accept(new Notice.Reloading(SdNotify.monotonicMicros()));
            try {
                ReloadReport report = guarded(options);
                tell(report);
                remember(report);
                return report;
            } finally {
                serviceManager.accept(new Notice.Ready());
            }
        } finally {
            turn.unlock();
        }
    }

    /// From now on reloads are done; all parts run.
    void open() {
        closed = null;
    }

    /// Further reloads are refused. Waits for one that runs, but not for ever.
    void close() throws InterruptedException {
        closed = "lvsd is stopping";
        if (turn.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            turn.unlock();
        }
    }

    private ReloadReport guarded(Set<ReloadOption> options) {
        String reason = closed;
        if (reason != null) {
            return refused(reason, List.of(), List.of());
        }
        try {
            return attempt(options);
        } catch (RuntimeException e) {
            LOG.error("reload failed in a defect of lvsd", e);
            return refused("a defect of lvsd, please report it with its log: " + e, List.of(), List.of());
        }
    }

    private ReloadReport attempt(Set<ReloadOption> options) {
        LoadedFile before = running;
        Loaded loaded = ConfigurationFile.load(before.path(), before.syntax());
        List<String> problems = loaded.problems().all().stream().map(Problem::render).toList();
        if (!options.contains(ReloadOption.DRY_RUN)) {
            tell(loaded.problems());
        }
        return switch (ReloadDecision.of(before.configuration(), loaded, options)) {
            case ReloadDecision.Refused(String reason, var changes) -> refused(reason, changes, problems);
            case ReloadDecision.Unchanged(Configuration read) -> {
                if (!options.contains(ReloadOption.DRY_RUN)) {
                    running = new LoadedFile(before.path(), before.syntax(), read,
                            loaded.problems().warnings(), before.since());
                    parts.unchanged(read);
                }
                yield report(ReloadOutcome.UNCHANGED, "nothing is different, nothing was touched", List.of(),
                        List.of(), withPending(problems));
            }
            case ReloadDecision.Accepted(Configuration next, var diff) -> {
                String count = diff.changes().size() + (diff.changes().size() == 1 ? " change" : " changes");
                yield options.contains(ReloadOption.DRY_RUN)
                        ? planned(next, count, diff, problems)
                        : applied(successor(next, loaded), count, diff, problems);
            }
        };
    }

    private LoadedFile successor(Configuration next, Loaded loaded) {
        return new LoadedFile(
                running.path(), running.syntax(), next, loaded.problems().warnings(), Instant.now());
    }

    private ReloadReport planned(
            Configuration next, String count, ConfigurationDiff diff, List<String> problems) {
        String obstacle = obstacle(next);
        return obstacle == null
                ? report(ReloadOutcome.PLANNED, count + " would be made", diff.changes(), cautions(next, diff),
                        problems)
                : refused(obstacle, diff.changes(), problems);
    }

    private ReloadReport applied(
            LoadedFile next, String count, ConfigurationDiff diff, List<String> problems) {
        String obstacle = obstacle(next.configuration());
        if (obstacle != null) {
            return refused(obstacle, diff.changes(), problems);
        }
        LoadedFile before = running;
        List<String> cautions = cautions(next.configuration(), diff);
        try {
            parts.apply(before.configuration(), next.configuration());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        running = next;
        return report(ReloadOutcome.APPLIED, count, diff.changes(), cautions, withPending(problems));
    }

    private List<String> cautions(Configuration next, ConfigurationDiff diff) {
        return Stream.concat(diff.cautions().stream(), parts.cautions(running.configuration(), next).stream()).toList();
    }

    private List<String> withPending(List<String> problems) {
        return Stream.concat(problems.stream(), pending().stream()).toList();
    }

    private @Nullable String obstacle(Configuration next) {
        try {
            parts.check(next);
            return null;
        } catch (IllegalArgumentException e) {
            return "nothing was changed: " + e.getMessage();
        }
    }

    private ReloadReport refused(String reason, List<ConfigurationChange> changes, List<String> problems) {
        return report(ReloadOutcome.REFUSED, reason, changes, List.of(), problems);
    }

    private ReloadReport report(
            ReloadOutcome outcome, String message, List<ConfigurationChange> changes, List<String> cautions,
            List<String> problems) {
        return new ReloadReport(outcome, running.path().toString(), message, changes, cautions, problems);
    }

    private void remember(ReloadReport report) {
        ReloadSnapshot before = last;
        long refusal = report.outcome() == ReloadOutcome.REFUSED ? 1 : 0;
        last = new ReloadSnapshot(
                Instant.now(), report.outcome(), report.message(),
                1 + (before == null ? 0 : before.attempts()),
                refusal + (before == null ? 0 : before.refused()));
    }

    private static void tell(Problems problems) {
        problems.errors().stream().limit(PROBLEMS_TOLD).map(Problem::sentence).forEach(LOG::error);
        problems.warnings().stream().limit(PROBLEMS_TOLD).map(Problem::sentence).forEach(LOG::warn);
    }

    private void tell(ReloadReport report) {
        if (report.outcome() == ReloadOutcome.REFUSED) {
            LOG.error("reload of {} refused: {}", report.configFile(), report.message());
            return;
        }
        pending().forEach(LOG::warn);
        LOG.info("reload of {}: {}: {}", report.configFile(), report.outcome().word(), report.message());
        report.cautions().stream().limit(CHANGES_TOLD).forEach(caution -> LOG.warn("reload: {}", caution));
        report.changes().stream().limit(CHANGES_TOLD).forEach(change -> LOG.info("reload: {}", change));
        if (report.changes().size() > CHANGES_TOLD) {
            LOG.info("reload: and {} more changes", report.changes().size() - CHANGES_TOLD);
        }
    }
}
