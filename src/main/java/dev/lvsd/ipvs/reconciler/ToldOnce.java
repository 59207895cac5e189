package dev.lvsd.ipvs.reconciler;

import dev.lvsd.ipvs.Step;
import dev.lvsd.ipvs.StepError;
import dev.lvsd.ipvs.StepFailure;
import dev.lvsd.ipvs.VirtualServerKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Remembers what an operator was told, so that a trouble that lasts is told once. A trouble that went away and comes
/// back is told again. A refusal because the table was not what it was believed to be ([StepError#isStale]) is told
/// only if it comes again after a read: the read itself tells who changed what. Belongs to one thread.
final class ToldOnce {
    private final Map<VirtualServerKey, Set<String>> refusals = new HashMap<>();
    private final Set<String> staleNow = new HashSet<>();
    private final Set<String> staleBefore = new HashSet<>();

    /// The table was read: refusals from now on are of another table than those before.
    void read() {
        staleBefore.clear();
        staleBefore.addAll(staleNow);
        staleNow.clear();
    }

    /// Forgets the refusals of virtual servers that are as they shall be, whoever made them so.
    void clean(Set<VirtualServerKey> asDesired) {
        refusals.keySet().removeAll(asDesired);
    }

    /// Why a step was refused the last time, null where it was not.
    @Nullable String refusal(Step step) {
        String start = step + ": ";
        return refusals.getOrDefault(step.key(), Set.of()).stream()
                .filter(refusal -> refusal.startsWith(start))
                .map(refusal -> refusal.substring(start.length()))
                .findFirst()
                .orElse(null);
    }

    /// What the table refuses of a virtual server: the first step with the reason; null where it refuses nothing.
    @Nullable String refusal(VirtualServerKey key) {
        return refusals.getOrDefault(key, Set.of()).stream().findFirst().orElse(null);
    }

    /// What is news in the answer to steps.
    List<Note> answers(List<Step> steps, List<StepError> errors) {
        List<Note> notes = new ArrayList<>();
        Set<VirtualServerKey> inTrouble = new HashSet<>();
        Set<VirtualServerKey> notAdded = notAdded(errors);
        for (StepError error : errors) {
            if (error.isGoneAlready()) {
                continue;
            }
            inTrouble.add(error.step().key());
            if (!followsFrom(notAdded, error) && !firstStale(error) && refusals(error).add(error.toString())) {
                notes.add(new Note.Refused(error));
            }
        }
        settled(steps, inTrouble).forEach(key -> notes.add(new Note.Settled(key)));
        return notes;
    }

    /// Virtual servers that are not in the table since they were refused.
    static Set<VirtualServerKey> notAdded(List<StepError> errors) {
        Set<VirtualServerKey> notAdded = new HashSet<>();
        for (StepError error : errors) {
            if (error.step() instanceof Step.AddVirtualServer(var key, _)
                    && !(error.failure() instanceof StepFailure.AlreadyExists)) {
                notAdded.add(key);
            }
        }
        return notAdded;
    }

    /// A virtual server that could not be added has no place for its real servers: that is told already, and no sign of
    /// someone else's change.
    static boolean followsFrom(Set<VirtualServerKey> notAdded, StepError error) {
        return error.failure() instanceof StepFailure.NoSuchVirtualServer && notAdded.contains(error.step().key());
    }

    private boolean firstStale(StepError error) {
        if (!error.isStale()) {
            return false;
        }
        String text = error.toString();
        staleNow.add(text);
        return !staleBefore.contains(text);
    }

    private Set<String> refusals(StepError error) {
        return refusals.computeIfAbsent(error.step().key(), _ -> new LinkedHashSet<>());
    }

    private Set<VirtualServerKey> settled(List<Step> steps, Set<VirtualServerKey> inTrouble) {
        Set<VirtualServerKey> settled = new LinkedHashSet<>();
        if (!refusals.isEmpty()) {
            steps.forEach(step -> settled.add(step.key()));
            settled.removeAll(inTrouble);
            settled.retainAll(refusals.keySet());
            refusals.keySet().removeAll(settled);
        }
        return settled;
    }
}
