package dev.lvsd.cli;

import dev.lvsd.control.CheckSnapshot;
import dev.lvsd.control.Health;
import dev.lvsd.control.RealServerSnapshot;
import java.time.Instant;

/// What the tables say of a real server's health.
final class HealthLine {
    private HealthLine() {}

    /// How long it has been so, with a blank before it: ` 3m12s`; empty while it never changed.
    static String age(RealServerSnapshot realServer, Instant at) {
        return realServer.since() == null ? "" : " " + Elapsed.between(realServer.since(), at);
    }

    /// Why it is down: `TCP_CHECK: connection refused`; with the target where it is another.
    static String reason(RealServerSnapshot realServer) {
        for (CheckSnapshot check : realServer.checks()) {
            if (check.health() == Health.DOWN && check.result() != null) {
                String target = check.target().equals(realServer.endpoint()) ? "" : " " + check.target();
                return check.type() + target + ": " + check.result();
            }
        }
        return "down before its first check";
    }
}
