package dev.lvsd.pool;

/// Health of a real server, or what one of its checkers says of it.
public enum Health {
    /// Not checked yet.
    UNKNOWN,
    /// It answers.
    UP,
    /// It does not.
    DOWN
}
