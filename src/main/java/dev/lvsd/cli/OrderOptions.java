package dev.lvsd.cli;

import dev.lvsd.control.ControlException;
import dev.lvsd.control.OrderReport;
import dev.lvsd.control.Verb;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What all orders have in common on the command line.
class OrderOptions {
    /// The table may have to answer first.
    private static final int PATIENCE_SECONDS = 15;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = "Why: one line, shown wherever the order is.")
    private String reason = "";

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    /// Those that picocli has made.
    static OrderOptions of(@Nullable OrderOptions made) {
        return Objects.requireNonNull(made, "picocli makes them");
    }

    private CommandSpec command() {
        return Objects.requireNonNull(command, "picocli sets it");
    }

    /// The command that these are options of.
    LvsctlCommand lvsctl() {
        return (LvsctlCommand) command().root().userObject();
    }

    /// Where messages go that are no result.
    PrintWriter err() {
        return command().commandLine().getErr();
    }

    /// Whether the result is text for people, and not one document.
    boolean isForPeople() {
        return lvsctl().printsTables();
    }

    /// Wrong usage.
    ParameterException wrong(String message) {
        return new ParameterException(command().commandLine(), message);
    }

    /// The words of an order: names and values in turn, those with an empty value left out; who `sudo` says stands
    /// behind it, and why.
    Map<String, String> words(String... namesAndValues) {
        Map<String, String> words = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            words.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        words.put("reason", reason);
        words.put("sudo_user", Objects.requireNonNullElse(System.getenv("SUDO_USER"), ""));
        words.values().removeIf(String::isEmpty);
        return words;
    }

    /// Sends an order and prints what became of it.
    ///
    /// @return the exit status
    int send(Verb verb, Map<String, String> words) throws ControlException {
        OrderReport report = ask(verb, words);
        print(report);
        return report.outcome() == OrderReport.Outcome.REFUSED ? 1 : 0;
    }

    /// Sends an order.
    OrderReport ask(Verb verb, Map<String, String> words) throws ControlException {
        return lvsctl().patientClient(PATIENCE_SECONDS).order(verb, words);
    }

    /// Prints what became of an order.
    void print(OrderReport report) {
        lvsctl().print(report, one -> OrderTable.render(one, Instant.now(), ZoneId.systemDefault()));
    }
}
