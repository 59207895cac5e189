package dev.lvsd.control;

import com.fasterxml.jackson.annotation.JsonProperty;

/// One difference between two configurations.
///
/// @param kind what kind of difference
/// @param subject what it is about: `vrrp_instance VI_1`, `virtual_server TCP 192.0.2.113:80`
/// @param detail the difference in words: `priority 100 -> 90`
public record ConfigurationChange(Kind kind, String subject, String detail) {
    /// Kinds of differences.
    public enum Kind {
        /// The new configuration has it.
        @JsonProperty("added")
        ADDED,
        /// Both have it, and it differs.
        @JsonProperty("changed")
        CHANGED,
        /// The old configuration had it.
        @JsonProperty("removed")
        REMOVED
    }

    /// `vrrp_instance VI_1: priority 100 -> 90`.
    @Override
    public String toString() {
        return subject + ": " + detail;
    }
}
