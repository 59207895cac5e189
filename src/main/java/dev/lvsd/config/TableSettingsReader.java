package dev.lvsd.config;

import dev.lvsd.config.keyword.Shape;
import dev.lvsd.config.text.ProblemCollector;
import dev.lvsd.config.tree.Node;
import dev.lvsd.config.tree.Word;
import dev.lvsd.ipvs.Timeouts;
import java.util.List;

/// Reads what `global_defs` says of the IPVS table as a whole.
final class TableSettingsReader {
    /// keepalived's bound, 31 days.
    private static final Shape.Whole TIMEOUT = new Shape.Whole(0, 2678400);
    private static final String TIMEOUTS = "lvs_timeouts";

    private final Section globals;
    private final Values values;
    private final ProblemCollector problems;

    private TableSettingsReader(Section globals, Values values) {
        this.globals = globals;
        this.values = values;
        this.problems = values.problems();
    }

    /// @param instances the virtual routers that a synchronisation daemon can follow
    /// @param servers what a synchronisation daemon has to live with
    static TableSettings read(
            Section globals, List<VrrpInstance> instances, List<VirtualServer> servers, Values values) {
        TableSettingsReader reader = new TableSettingsReader(globals, values);
        return new TableSettings(
                reader.timeouts(),
                globals.flag("lvs_flush"),
                reader.flushesOnStop(),
                SyncSettingsReader.read(globals, instances, servers, values));
    }

    private Timeouts timeouts() {
        Timeouts timeouts = Timeouts.NONE;
        for (Node.Statement statement : globals.all(TIMEOUTS)) {
            if (statement.words().isEmpty()) {
                problems.mistake(statement.position(), TIMEOUTS + " has no value", "it is skipped",
                        "such as " + TIMEOUTS + " tcp 900 tcpfin 120 udp 300");
            }
            timeouts = timeouts(statement.words()).or(timeouts);
        }
        return timeouts;
    }

    private Timeouts timeouts(List<Word> words) {
        Timeouts timeouts = Timeouts.NONE;
        for (int i = 0; i < words.size(); i++) {
            Word name = words.get(i);
            Timeouts unit = switch (name.text()) {
                case "tcp" -> new Timeouts(1, 0, 0);
                case "tcpfin" -> new Timeouts(0, 1, 0);
                case "udp" -> new Timeouts(0, 0, 1);
                case String _ -> Timeouts.NONE;
            };
            if (unit.isNone()) {
                problems.mistake(name.position(), TIMEOUTS + " has tcp, tcpfin and udp, not \"" + name.text() + "\"",
                        "it is skipped", null);
            } else if (i + 1 == words.size()) {
                problems.mistake(name.position(), name.text() + " of " + TIMEOUTS + " has no value", "it is skipped",
                        null);
            } else {
                Long seconds = values.whole(name.text() + " of " + TIMEOUTS, TIMEOUT, words.get(++i));
                int value = seconds == null ? 0 : seconds.intValue();
                timeouts = unit.with(unit, (one, _) -> one * value).or(timeouts);
            }
        }
        return timeouts;
    }

    /// `VS` asks for what lvsd does anyhow: the virtual servers go, and the kernel removes their real servers.
    private boolean flushesOnStop() {
        Node.Statement statement = globals.statement("lvs_flush_on_stop");
        if (statement == null || statement.words().isEmpty()) {
            return statement != null;
        }
        Word kind = statement.words().getFirst();
        boolean all = values.isYaml() && kind.text().equals("true");
        if (!all && !kind.text().equals("VS")) {
            problems.mistake(kind.position(), "lvs_flush_on_stop takes VS or nothing, not \"" + kind.text() + "\"",
                    "it is skipped", "in YAML, true is for nothing");
        }
        return all;
    }
}
