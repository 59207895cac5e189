package dev.lvsd.config.keyword;

/// What lvsd makes of a keyword.
public enum State {
    /// It does what it says.
    WORKS,
    /// It is accepted without a word: lvsd does it always, or nothing is left to do.
    NO_EFFECT,
    /// It is known, and its work is not there yet: a warning says so, and it is skipped.
    NOT_YET
}
