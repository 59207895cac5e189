package dev.lvsd.control;

import java.util.List;

/// What would be done to an IPVS table: the answer of `GET /v1/diff`, and what `lvsd plan` prints.
///
/// @param from the table: `kernel`, `memory`, `empty`, or the path of a file
/// @param to what it would become: `desired`, or the path of a configuration
/// @param steps in the order in which they would be done; empty where there is nothing to do
public record PlanSnapshot(String from, String to, List<StepSnapshot> steps) {
    /// Copies the list.
    public PlanSnapshot {
        steps = List.copyOf(steps);
    }
}
