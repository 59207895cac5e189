package dev.lvsd.config.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Collects the problems of one reading. What counts as an error depends on the syntax: in YAML every
/// mistake is one, in keepalived.conf only what makes keepalived die. The same problem counts once. Owned by
/// the reading thread.
public final class ProblemCollector {
    /// Problems kept; of further ones only the number is reported.
    public static final int LIMIT = 1000;

    private final Severity mistakes;
    private final Set<Problem> problems = new LinkedHashSet<>();
    private final Map<SourceText, Integer> order = new HashMap<>();
    private int dropped;
    private boolean failed;

    /// A collector.
    ///
    /// @param mistakes how much a [#mistake] matters
    public ProblemCollector(Severity mistakes) {
        this.mistakes = mistakes;
    }

    /// Names a file, so that its problems come behind those of the files named before.
    public void enter(SourceText source) {
        order.putIfAbsent(source, order.size());
    }

    /// Something that makes the configuration unusable in either syntax.
    public void error(Position position, String message, @Nullable String hint) {
        add(new Problem(position, Severity.ERROR, message, hint));
    }

    /// Something that keepalived logs and skips, or reads otherwise than it looks: an error in YAML.
    public void mistake(Position position, String message, @Nullable String hint) {
        add(new Problem(position, mistakes, message, hint));
    }

    /// The same with what becomes of it where it is no error.
    ///
    /// @param consequence ends the message of a warning: `it is skipped`
    public void mistake(Position position, String message, String consequence, @Nullable String hint) {
        mistake(position, mistakes == Severity.WARNING ? message + "; " + consequence : message, hint);
    }

    /// Something that is no fault of the text, in either syntax.
    public void warning(Position position, String message, @Nullable String hint) {
        add(new Problem(position, Severity.WARNING, message, hint));
    }

    /// Whether there was an error, even one that was not kept.
    public boolean failed() {
        return failed;
    }

    /// Whether so much is wrong that reading on tells nobody anything.
    public boolean isFull() {
        return problems.size() >= LIMIT;
    }

    /// What was found, in the order of the text.
    public Problems problems() {
        List<Problem> sorted = new ArrayList<>(problems);
        sorted.sort(Comparator.<Problem>comparingInt(problem -> order.getOrDefault(source(problem), -1))
                .thenComparingInt(problem -> problem.position().line())
                .thenComparingInt(problem -> problem.position().column()));
        if (dropped > 0) {
            Position file = Position.ofFile(sorted.getLast().position().source());
            Severity severity = failed ? Severity.ERROR : Severity.WARNING;
            sorted.add(new Problem(file, severity, dropped + " further problems are not shown", null));
        }
        return new Problems(sorted);
    }

    private void add(Problem problem) {
        failed |= problem.severity() == Severity.ERROR;
        enter(source(problem));
        if (isFull()) {
            dropped++;
        } else {
            problems.add(problem);
        }
    }

    private static SourceText source(Problem problem) {
        return problem.position().source();
    }
}
