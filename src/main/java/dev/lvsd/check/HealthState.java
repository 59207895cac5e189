package dev.lvsd.check;

/// What the checks of one checker say about its real server.
public enum HealthState {
    /// No check has ended yet, or none that decides.
    UNKNOWN,
    /// The last decisive check passed.
    UP,
    /// A check failed, and so did all its retries.
    DOWN
}
