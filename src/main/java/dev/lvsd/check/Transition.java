package dev.lvsd.check;

/// A change of health.
///
/// @param from state before
/// @param to state after, never the same and never unknown
public record Transition(Health from, Health to) {}
