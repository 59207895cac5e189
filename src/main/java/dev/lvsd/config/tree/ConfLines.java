package dev.lvsd.config.tree;

import dev.lvsd.config.text.Position;
import dev.lvsd.config.text.ProblemCollector;
import dev.lvsd.config.text.SourceText;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The lines of a keepalived.conf and the files that it includes, as tokens: definitions are put in, lines
/// for other nodes (`@id …`) are left out, `include` is replaced by what it includes.
final class ConfLines {
    private static final int DEEPEST = 32;
    private static final int MOST_FILES = 10_000;
    private static final long MOST_TEXT = 1 << 26;
    private static final int LONGEST_LINE = 1 << 16;
    /// An include with its pattern of paths, in which braces and `!` have a meaning of their own.
    private static final Pattern INCLUDE =
            Pattern.compile("\\s*(include[rmwba]?)(?=[\\s\"]|$)\\s*(?:\"([^\"]*)\"|(\\S*)).*");
    private static final Pattern CONDITION = Pattern.compile("\\s*@(\\^?)(\\S*)(?:\\s.*)?");

    private final String configId;
    private final Includes includes;
    private final ProblemCollector problems;
    private final Definitions definitions;
    private final Deque<OpenFile> open = new ArrayDeque<>();
    private int files;
    private long size;

    private static final class OpenFile {
        final SourceText source;
        int line;

        OpenFile(SourceText source) {
            this.source = source;
        }
    }

    ConfLines(SourceText source, String configId, Includes includes, ProblemCollector problems) {
        this.configId = configId;
        this.includes = includes;
        this.problems = problems;
        this.definitions = new Definitions(problems);
        push(source);
    }

    /// The tokens of the next line, often none; null at the end of all files.
    @Nullable List<Token> next() {
        while (!open.isEmpty()) {
            OpenFile file = open.getFirst();
            if (file.line == file.source.lines().size()) {
                open.removeFirst();
                continue;
            }
            file.line++;
            return tokens(file.source, file.line);
        }
        return null;
    }

    private List<Token> tokens(SourceText source, int number) {
        if (source.line(number).length() > LONGEST_LINE) {
            problems.mistake(new Position(source, number, 1), "the line is longer than " + LONGEST_LINE + " characters",
                    "it is skipped", null);
            return List.of();
        }
        ConfLine line = definitions.expand(source, number, source.line(number));
        int from = line == null ? -1 : condition(line);
        if (line == null || from < 0) {
            return List.of();
        }
        Matcher include = INCLUDE.matcher(line.text()).region(from, line.text().length());
        if (include.lookingAt()) {
            include(line, include);
            return List.of();
        }
        return LineLexer.tokens(line, from, problems);
    }

    /// Where the line begins behind its `@id`; -1 where it is for another node.
    private int condition(ConfLine line) {
        String text = line.text();
        int at = text.indexOf('@');
        if (at < 0 || !text.substring(0, at).isBlank()) {
            return 0;
        }
        Matcher condition = CONDITION.matcher(text);
        if (!condition.matches()) {
            return 0;
        }
        boolean negated = !condition.group(1).isEmpty();
        return condition.group(2).equals(configId) == negated ? -1 : condition.end(2);
    }

    private void include(ConfLine line, Matcher found) {
        Word keyword = new Word(line.at(found.start(1)), found.group(1));
        int at = found.group(2) == null ? 3 : 2;
        String path = found.group(at);
        if (path.isEmpty() || path.startsWith("#")) {
            problems.error(keyword.position(), keyword.text() + " has no value", "it needs a file");
            return;
        }
        Word pattern = new Word(line.at(found.start(at)), path);
        for (SourceText source : includes.open(keyword, pattern).reversed()) {
            if (open.stream().anyMatch(file -> file.source.name().equals(source.name()))) {
                problems.mistake(pattern.position(), source.name() + " includes itself", "it is not read again", null);
            } else if (open.size() >= DEEPEST || files >= MOST_FILES || size > MOST_TEXT) {
                problems.error(pattern.position(), "too much is included: the limits are " + DEEPEST + " levels, "
                        + MOST_FILES + " files and " + (MOST_TEXT >> 20) + " MiB", null);
                return;
            } else {
                push(source);
            }
        }
    }

    private void push(SourceText source) {
        problems.enter(source);
        files++;
        size += source.text().length();
        open.addFirst(new OpenFile(source));
    }
}
