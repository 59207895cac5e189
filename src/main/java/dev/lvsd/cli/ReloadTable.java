package dev.lvsd.cli;

import dev.lvsd.control.ConfigurationChange;
import dev.lvsd.control.ReloadOutcome;
import dev.lvsd.control.ReloadReport;
import dev.lvsd.control.ReloadSnapshot;
import dev.lvsd.reload.ConfigurationDiff;
import java.time.Instant;
import java.util.List;

/// `lvsctl reload` as text: the outcome, what is wrong with the file, what changed.
final class ReloadTable {
    /// Changes shown; of more only the number.
    private static final int MOST = 100;

    /// Before what the other nodes have to follow.
    private static final String CAUTION = "caution: ";

    private ReloadTable() {}

    /// The text.
    static String render(ReloadReport report) {
        Page page = new Page();
        page.line(2, report.configFile() + ": " + report.outcome().word() + ": " + report.message());
        report.problems().forEach(problem -> problem.lines().forEach(line -> page.line(4, "  " + line)));
        show(page, report.changes(), report.cautions());
        return page.toString();
    }

    /// The difference of two files.
    static String render(ConfigurationDiff diff) {
        Page page = new Page();
        show(page, diff.changes(), diff.cautions());
        return page.toString();
    }

    private static void show(Page page, List<ConfigurationChange> changes, List<String> cautions) {
        changes.stream().limit(MOST).forEach(change -> page.line(6, "  " + mark(change) + " " + change));
        if (changes.size() > MOST) {
            page.line(2, "  and " + (changes.size() - MOST) + " more; -o json shows all");
        }
        cautions.forEach(caution -> page.line(4, "  " + CAUTION + caution));
    }

    /// The last reload in a line of the status.
    static String last(ReloadSnapshot reload, Instant at) {
        String outcome = reload.outcome() == ReloadOutcome.REFUSED ? "REFUSED" : reload.outcome().word();
        return outcome + " " + Elapsed.between(reload.at(), at) + " ago: " + reload.message();
    }

    private static String mark(ConfigurationChange change) {
        return switch (change.kind()) {
            case ADDED -> "+";
            case CHANGED -> "~";
            case REMOVED -> "-";
        };
    }
}
