package dev.lvsd.control;

import java.time.Instant;

/// The reloads of a director so far; those that only asked what would change do not count.
///
/// @param at wall-clock time of the last one
/// @param outcome how it ended
/// @param message the outcome in a line for the operator
/// @param attempts how many there were
/// @param refused how many of them were refused
public record ReloadSnapshot(Instant at, ReloadOutcome outcome, String message, long attempts, long refused) {}
