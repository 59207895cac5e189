package dev.lvsd.vrrp;

import java.time.Instant;

/// That a node is in maintenance: any other node is master instead of it.
///
/// @param by who said so: `alice`, `uid 1005`
/// @param at when, by the wall clock
/// @param reason why, in the operator's words; one line, empty where none was given
public record Maintenance(String by, Instant at, String reason) {
    /// `by alice: kernel upgrade`.
    @Override
    public String toString() {
        return "by " + by + (reason.isEmpty() ? "" : ": " + reason);
    }
}
