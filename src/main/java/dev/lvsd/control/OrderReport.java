package dev.lvsd.control;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What became of an order: the answer to its `POST`.
///
/// @param outcome whether it counts
/// @param message what is so now, or what stands in the way, a line for the operator
public record OrderReport(Outcome outcome, String message) {
    /// Whether an order counts.
    public enum Outcome {
        /// It does.
        @JsonProperty("done")
        DONE,
        /// Nothing was changed.
        @JsonProperty("refused")
        REFUSED
    }

    /// Nothing was changed.
    static OrderReport refused(String message) {
        return new OrderReport(Outcome.REFUSED, message);
    }
}
