package dev.lvsd.cli;

import dev.lvsd.control.MaintenanceSnapshot;
import java.time.Instant;

/// What the tables say of a node in maintenance.
final class MaintenanceLine {
    private MaintenanceLine() {}

    /// `IN MAINTENANCE for 3m12s by alice: kernel upgrade`.
    static String of(MaintenanceSnapshot maintenance, Instant at) {
        return "IN MAINTENANCE for " + Elapsed.between(maintenance.at(), at) + " by " + maintenance.by()
                + (maintenance.reason().isEmpty() ? "" : ": " + maintenance.reason());
    }
}
