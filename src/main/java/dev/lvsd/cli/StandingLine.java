package dev.lvsd.cli;

import dev.lvsd.control.OrderedServerSnapshot;
import dev.lvsd.control.StandingSnapshot;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// What the tables say of a real server that follows an order, or that the configuration no longer has.
final class StandingLine {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private StandingLine() {}

    /// For a table of real servers: `draining by alice since 3m12s, 12 left, until 12:34:56: kernel upgrade`.
    ///
    /// @param left connections and persistence templates
    static String brief(StandingSnapshot standing, long left, Instant at, ZoneId zone) {
        return word(standing)
                + (standing.by() == null ? "" : " by " + standing.by())
                + " since " + Elapsed.between(standing.since(), at)
                + (standing.until() == null ? "" : ", " + left + " left, until " + time(standing.until(), at, zone))
                + cut(standing)
                + (standing.reason().isEmpty() ? "" : ": " + standing.reason());
    }

    /// For the answer to an order: `weight 0; 12 active connections, 3 persistence templates; until 12:34:56 at the
    /// latest`.
    static String full(OrderedServerSnapshot server, Instant at, ZoneId zone) {
        StandingSnapshot standing = server.standing();
        boolean drains = standing != null && standing.until() != null;
        boolean asConfigured = server.weight() == server.configuredWeight();
        String weight = !server.inTable() ? "not in the table"
                : "weight " + server.weight()
                        + (asConfigured || drains ? "" : " (configured " + server.configuredWeight() + ")");
        String left = server.inTable()
                ? "; " + counted(server.activeConnections(), "active connection") + ", "
                        + counted(server.persistenceTemplates(), "persistence template")
                : "";
        if (standing == null) {
            return weight + left;
        }
        return word(standing) + ": " + weight + left
                + (standing.until() == null ? "" : "; until " + time(standing.until(), at, zone) + " at the latest")
                + cut(standing);
    }

    private static String word(StandingSnapshot standing) {
        return switch (standing.phase()) {
            case "leaving" -> "no longer configured, draining";
            case "weighted" -> "weighed";
            case "ramping" -> "on the way to its weight";
            case String phase -> phase;
        };
    }

    private static String cut(StandingSnapshot standing) {
        return standing.cut() == 0 ? "" : ", cut " + standing.cut();
    }

    private static String counted(long count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }

    /// The time of day, with the day where it is another.
    static String time(Instant moment, Instant at, ZoneId zone) {
        boolean today = moment.atZone(zone).toLocalDate().equals(at.atZone(zone).toLocalDate());
        return (today ? TIME : DAY).format(moment.atZone(zone));
    }
}
