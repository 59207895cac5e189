package dev.lvsd.control;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How a reload ended.
public enum ReloadOutcome {
    /// The director runs from the new configuration.
    @JsonProperty("applied")
    APPLIED("applied"),
    /// The file says what it said before: nothing was touched.
    @JsonProperty("unchanged")
    UNCHANGED("unchanged"),
    /// It would have been applied, and was only asked for (`--dry-run`).
    @JsonProperty("planned")
    PLANNED("planned"),
    /// Nothing was changed: the file has errors, or the reload would do too much.
    @JsonProperty("refused")
    REFUSED("refused");

    private final String word;

    ReloadOutcome(String word) {
        this.word = word;
    }

    /// The word of the JSON.
    public String word() {
        return word;
    }
}
