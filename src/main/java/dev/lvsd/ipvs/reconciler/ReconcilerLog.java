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
    private boolean failing;

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
            case Note.Drifted _ -> "virtual servers were changed by someone else";
            case Note.Refused _ -> "steps were refused";
            case Note.Settled _ -> "refused virtual servers are done now";
            case Note.QuorumChanged _ -> "quorums were lost or reached";
        };
    }

    private static void tell(Note note) {
        switch (note) {
            case Note.Drifted(var key, var putBack) ->
                LOG.warn("ipvs: {}: someone else changed it, putting it back: {}", key, brief(putBack));
            case Note.Refused(var error) -> LOG.error("ipvs: {}: refused: {}", error.step().key(), error);
            case Note.Settled(var key) -> LOG.info("ipvs: {}: what was refused is done now", key);
            case Note.QuorumChanged changed -> tell(changed);
        }
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
        if (!failing) {
            LOG.error("ipvs: {}; trying again until it works", reason);
        }
        failing = true;
    }

    void readable() {
        if (failing) {
            LOG.info("ipvs: the table can be read again");
        }
        failing = false;
    }

    void internalError(RuntimeException e) {
        LOG.error("ipvs: internal error, reading the table again", e);
    }

    void removed(List<Step> steps, List<StepError> errors) {
        LOG.info("ipvs: removed {} of {} virtual servers", steps.size() - errors.size(), steps.size());
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
