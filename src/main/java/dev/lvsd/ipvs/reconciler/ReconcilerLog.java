package dev.lvsd.ipvs.reconciler;

import dev.lvsd.ipvs.Step;
import dev.lvsd.ipvs.StepError;
import dev.lvsd.ipvs.TableException;
import dev.lvsd.pool.QuorumState;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The lines that the ipvs thread writes. Steps stand in them as ipvsadm commands. Belongs to one thread.
final class ReconcilerLog {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);
    private static final int STEPS_TOLD_ONE_BY_ONE = 20;
    private static final int STEPS_OF_A_DRIFT = 5;
    private static final int NOTES_AT_ONCE = 20;

    private boolean failing;

    void done(List<Step> steps, List<StepError> errors, Duration took) {
        if (steps.size() > STEPS_TOLD_ONE_BY_ONE) {
            LOG.info("ipvs: {} steps in {} ms, {} refused", steps.size(), took.toMillis(), errors.size());
            return;
        }
        Set<Step> refused = new HashSet<>();
        errors.forEach(error -> refused.add(error.step()));
        for (Step step : steps) {
            if (!refused.contains(step)) {
                LOG.info("ipvs: did {}", step);
            }
        }
    }

    /// A batch that is refused as a whole must not drown the log: the first lines say what the others do.
    void tell(List<Note> notes) {
        notes.stream().limit(NOTES_AT_ONCE).forEach(ReconcilerLog::tell);
        if (notes.size() > NOTES_AT_ONCE) {
            LOG.warn("ipvs: {} more lines like these", notes.size() - NOTES_AT_ONCE);
        }
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
            LOG.info("{}: quorum reached: weight {} is up; {}", changed.key(), state.live(),
                    changed.sorryServer() == null ? sorry : sorry + " rests");
        } else {
            LOG.warn("{}: quorum lost: weight {} is up, {} needed; {}", changed.key(), state.live(), state.needed(),
                    changed.sorryServer() == null ? sorry : sorry + " serves");
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
