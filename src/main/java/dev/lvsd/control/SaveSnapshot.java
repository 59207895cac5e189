package dev.lvsd.control;

import java.util.List;

/// A table as `ipvsadm -S -n` writes it: the answer of `GET /v1/save`.
///
/// @param lines commands that `ipvsadm -R` reads, in the table's order
public record SaveSnapshot(List<String> lines) {
    /// Copies the list.
    public SaveSnapshot {
        lines = List.copyOf(lines);
    }

    /// The file.
    public String text() {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }
}
