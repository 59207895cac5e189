package dev.lvsd.control;

import java.util.List;

/// What a reload did, or would do: the answer of `POST /v1/reload`.
///
/// @param outcome how it ended
/// @param configFile path of the configuration
/// @param message the outcome in a line for the operator
/// @param changes the differences from what ran before, in the order of the file; of a refused reload those that
///     it would have made
/// @param cautions what the other nodes of the virtual routers have to follow soon, a sentence each
/// @param problems what is wrong with the file, each as `lvsd check` renders it
public record ReloadReport(
        ReloadOutcome outcome,
        String configFile,
        String message,
        List<ConfigurationChange> changes,
        List<String> cautions,
        List<String> problems) {
    /// Copies the lists.
    public ReloadReport {
        changes = List.copyOf(changes);
        cautions = List.copyOf(cautions);
        problems = List.copyOf(problems);
    }
}
