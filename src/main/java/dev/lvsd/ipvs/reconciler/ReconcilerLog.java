package dev.lvsd.ipvs.reconciler;

import dev.lvsd.ipvs.Step;
import dev.lvsd.ipvs.StepError;
import dev.lvsd.ipvs.TableException;
import dev.lvsd.journal.LogBudget;
import dev.lvsd.pool.QuorumState;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The lines that the ipvs thread writes, within a [LogBudget]. Steps stand in them as ipvsadm commands. Belongs to one
/// thread.
final class ReconcilerLog {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);
    private static final int STEPS_TOLD_ONE_BY_ONE = 20;
    private static final int STEPS_OF_A_DRIFT = 5;
    private static final int LINES_OF_A_KIND = 20;

    private final LogBudget<String> budget = new LogBudget<>(LINES_OF_A_KIND, 3 * LINES_OF_A_KIND);
    private final Outage outage = new Outage();

    void done(List<Step> steps, List<StepError> errors, Duration took, long nowNanos) {
        if (steps.size() > STEPS_TOLD_ONE_BY_ONE) {
            LOG.info("ipvs: {} steps in {} ms, {} refused", steps.size(), took.toMillis(), errors.size());
            return;
        }
        Set<Step> refused = new HashSet<>();
        errors.forEach(error -> refused.add(error.step()));
        for (Step step : steps) {
            if (!refused.contains(step) && budget.allows("steps were done", nowNanos)) {
                LOG.info("ipvs: did {}", step);
            }
        }
    }

    /// A batch that is refused as a whole must not drown the log: the first lines say what the others do.
    void tell(List<Note> notes, long nowNanos) {
        for (Note note : notes) {
            if (budget.allows(kind(note), nowNanos)) {
                tell(note);
            }
        }
    }

    /// Tells how much was left out of a second that is over.
    void rest(long nowNanos) {
        if (budget.isDue(nowNanos)) {
            rest();
        }
    }

    /// Tells how much was left out.
    void rest() {
        budget.unsaid().forEach((what, count) -> LOG.warn(
                "ipvs: and {} more {}: lvsctl services shows what came of it", count, what));
    }

    private static String kind(Note note) {
        return switch (note) {
            case Note.Drifted _, Note.Recurred _ -> "virtual servers were changed by someone else";
            case Note.ForeignRemoved _ -> "virtual servers of someone else were removed";
            case Note.Refused _ -> "steps were refused";
            case Note.Settled _ -> "refused virtual servers are done now";
            case Note.QuorumChanged _ -> "quorums were lost or reached";
            case Note.Ordered _, Note.Revoked _ -> "orders were given or revoked";
            case Note.AboutNothing _ -> "orders are about nothing";
            case Note.Leaves _ -> "real servers leave";
            case Note.DrainEnded _ -> "drains have ended";
            case Note.Removed _ -> "virtual servers were removed with clients";
        };
    }

    private static void tell(Note note) {
        switch (note) {
            case Note.Drifted(var key, var putBack) ->
                LOG.warn("ipvs: {}: someone else changed it, putting it back: {}", key, brief(putBack));
            case Note.Recurred(var what, var count) -> tell(what, count);
            case Note.ForeignRemoved(var key, var options) ->
                LOG.warn("ipvs: {}: someone else's, removed it as lvsd.foreign says; it was: {}", key,
                        new Step.AddVirtualServer(key, options));
            case Note.Refused(var error) -> LOG.error("ipvs: {}: refused: {}", error.step().key(), error);
            case Note.Settled(var key) -> LOG.info("ipvs: {}: what was refused is done now", key);
            case Note.QuorumChanged changed -> tell(changed);
            case Note.Ordered ordered -> LOG.info("{}", OrderLines.of(ordered));
            case Note.Revoked revoked -> LOG.info("{}", OrderLines.of(revoked));
            case Note.AboutNothing order -> LOG.warn("{}", OrderLines.of(order));
            case Note.Leaves leaves -> LOG.info("{}", OrderLines.of(leaves));
            case Note.DrainEnded(var end) when end.result() == DrainEnd.Result.DEADLINE ->
                LOG.warn("{}", OrderLines.of(end));
            case Note.DrainEnded(var end) -> LOG.info("{}", OrderLines.of(end));
            case Note.Removed removed -> LOG.warn("{}", OrderLines.of(removed));
        }
    }

    private static void tell(Note.Recurrence what, Recurrences.Count count) {
        String happened = switch (what) {
            case DRIFT -> "someone else changed it";
            case FOREIGN -> "someone else added it, and it was removed,";
        };
        LOG.warn("ipvs: {}: {} {} more times in {} s; {}", count.key(), happened, count.times(),
                count.over().toSeconds(), count.goesOn() ? "it goes on" : "it is quiet now");
    }

    private static void tell(Note.QuorumChanged changed) {
        QuorumState state = changed.quorum();
        String sorry = changed.sorryServer() == null ? "no sorry server" : "sorry server " + changed.sorryServer();
        if (state.isUp()) {
            LOG.info("{}: quorum reached: weight {} is up; {}", changed.virtualServer(), state.live(),
                    changed.sorryServer() == null ? sorry : sorry + " rests");
        } else {
            LOG.warn("{}: quorum lost: weight {} is up, {} needed; {}", changed.virtualServer(), state.live(),
                    state.needed(), changed.sorryServer() == null ? sorry : sorry + " serves");
        }
    }

    void failed(String reason) {
        if (outage.failed(reason)) {
            LOG.error("ipvs: {}; trying again until it works", reason);
        }
    }

    /// The table was read and has answered.
    void worked(long nowNanos) {
        if (outage.worked(nowNanos)) {
            LOG.info("ipvs: the table has worked for {} s again; {} more failures were not told one by one",
                    Outage.SETTLED / 1_000_000_000, outage.untold());
        }
    }

    void internalError(RuntimeException e) {
        LOG.error("ipvs: internal error, reading the table again", e);
    }

    void removed(List<Step> steps, List<StepError> errors) {
        if (!steps.isEmpty()) {
            LOG.info("ipvs: removed {} of {} virtual servers", steps.size() - errors.size(), steps.size());
        }
    }

    void notRemoved(TableException e) {
        LOG.error("ipvs: the virtual servers could not be removed: {}", e.getMessage());
    }

    private static String brief(List<Step> steps) {
        String text = String.join(
                "; ", steps.stream().limit(STEPS_OF_A_DRIFT).map(Step::toString).toList());
        int more = steps.size() - STEPS_OF_A_DRIFT;
        return more > 0 ? text + "; and " + more + " more" : text;
    }
}
