package dev.lvsd.control;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/// What became of an order: the answer to its `POST`.
///
/// @param outcome whether it counts
/// @param message what was done, or what stands in the way, a line for the operator
/// @param about the real servers that it is about, as they are now
public record OrderReport(Outcome outcome, String message, List<OrderedServerSnapshot> about) {
    /// Copies the list.
    public OrderReport {
        about = List.copyOf(about);
    }

    /// Whether an order counts.
    public enum Outcome {
        /// It does.
        @JsonProperty("done")
        DONE,
        /// Nothing was changed.
        @JsonProperty("refused")
        REFUSED
    }

    /// It counts.
    static OrderReport done(String message, List<OrderedServerSnapshot> about) {
        return new OrderReport(Outcome.DONE, message, about);
    }

    /// Nothing was changed.
    static OrderReport refused(String message) {
        return new OrderReport(Outcome.REFUSED, message, List.of());
    }
}
