package dev.lvsd.ipvs;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A step that the table refused.
///
/// @param step what was to be done
/// @param failure why it was not
public record StepError(Step step, StepFailure failure) {
    /// Whether the entry to delete was gone already, so that nothing is left to do.
    public boolean isGoneAlready() {
        return switch (failure) {
            case StepFailure.NoSuchVirtualServer() ->
                step instanceof Step.DeleteVirtualServer || step instanceof Step.DeleteRealServer;
            case StepFailure.NoSuchRealServer() -> step instanceof Step.DeleteRealServer;
            case StepFailure.AlreadyExists(), StepFailure.NoSuchModule _, StepFailure.Refused _ -> false;
        };
    }

    /// Whether the table is not what the plan was made for: someone else changed it.
    public boolean isStale() {
        return switch (failure) {
            case StepFailure.AlreadyExists(),
                    StepFailure.NoSuchVirtualServer(),
                    StepFailure.NoSuchRealServer() -> true;
            case StepFailure.NoSuchModule _, StepFailure.Refused _ -> false;
        };
    }

    /// The virtual servers that refused steps have left behind.
    public static Set<VirtualServerKey> left(List<StepError> errors) {
        Set<VirtualServerKey> left = new HashSet<>();
        errors.stream().filter(error -> !error.isGoneAlready()).forEach(error -> left.add(error.step().key()));
        return left;
    }

    @Override
    public String toString() {
        return step + ": " + failure;
    }
}
