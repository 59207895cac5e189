package dev.lvsd.check;

/// Health of a real server, or what one of its checkers says of it.
public enum Health {
    /// No check has ended yet, or none that decides.
    UNKNOWN,
    /// It answers: the last decisive check passed.
    UP,
    /// It does not: a check failed, and so did all its retries.
    DOWN
}
