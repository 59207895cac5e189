package dev.lvsd.cli;

import dev.lvsd.control.TableSnapshot;
import java.time.Instant;

/// How the IPVS table does, in a line.
final class TableLine {
    /// What every table says where nothing is forwarded.
    static final String MEMORY = "the table is in memory only (--table memory): nothing is forwarded";

    private TableLine() {}

    /// `kernel, synced 3s ago; 2 errors, last: no such file or directory`.
    static String of(TableSnapshot table, Instant at) {
        StringBuilder line = new StringBuilder(
                switch (table.kind()) {
                    case KERNEL -> "kernel";
                    case MEMORY -> "in memory only (--table memory): nothing is forwarded";
                });
        line.append(table.lastSync() == null
                ? ", not synced yet"
                : ", synced " + Elapsed.between(table.lastSync(), at) + " ago");
        if (table.drift() > 0) {
            line.append("; ").append(table.drift()).append(" changes by others put back");
        }
        if (table.errors() > 0) {
            line.append("; ").append(table.errors()).append(" errors");
        }
        if (table.lastError() != null) {
            line.append("; last error: ").append(table.lastError());
        }
        return line.toString();
    }
}
