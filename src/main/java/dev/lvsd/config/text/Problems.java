package dev.lvsd.config.text;

import java.util.List;
import java.util.stream.Collectors;

/// All that is wrong with a configuration, in the order of the text.
///
/// @param all the problems
public record Problems(List<Problem> all) {
    /// Nothing is wrong.
    public static final Problems NONE = new Problems(List.of());

    /// Copies the list.
    public Problems {
        all = List.copyOf(all);
    }

    /// The errors alone.
    public List<Problem> errors() {
        return of(Severity.ERROR);
    }

    /// The warnings alone.
    public List<Problem> warnings() {
        return of(Severity.WARNING);
    }

    /// Whether the configuration is refused.
    public boolean hasErrors() {
        return all.stream().anyMatch(problem -> problem.severity() == Severity.ERROR);
    }

    /// All problems, each with its line and a caret; empty for none.
    public String render() {
        return all.stream().map(problem -> problem.render() + "\n").collect(Collectors.joining());
    }

    private List<Problem> of(Severity severity) {
        return all.stream().filter(problem -> problem.severity() == severity).toList();
    }
}
