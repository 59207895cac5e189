package dev.lvsd.config.tree;

import dev.lvsd.config.text.ProblemCollector;
import dev.lvsd.config.text.SourceText;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The definitions of keepalived.conf: `$NAME=value`, used as `$NAME` or `${NAME}` in lines that follow. They
/// are put in before a line is split into words, and values may use other definitions. What is not defined
/// stays as it is. Of a definition over several lines, `~SEQ`, `~LST` and the names that begin with `_` a
/// warning says that they are not there yet.
final class Definitions {
    private static final int LONGEST_LINE = 1 << 16;
    private static final Pattern DEFINITION = Pattern.compile("\\s*\\$(\\w+)=(.*)");
    private static final Pattern NAME = Pattern.compile("\\$(?:\\{(\\w+)[^}]*}|(\\w+))");

    private final Map<String, String> values = new HashMap<>();
    private final ProblemCollector problems;
    private boolean inUnreadDefinition;

    Definitions(ProblemCollector problems) {
        this.problems = problems;
    }

    /// The line with definitions put in; null where it is itself a definition, or cannot be read.
    @Nullable ConfLine expand(SourceText source, int number, String text) {
        ConfLine line = new ConfLine(source, number, text, null);
        if (inUnreadDefinition) {
            inUnreadDefinition = text.endsWith("\\");
            return null;
        }
        if (text.indexOf('~') >= 0 && text.stripLeading().matches("~(SEQ|LST)x?\\(.*")) {
            problems.warning(line.at(text.indexOf('~')), "~SEQ and ~LST are not supported yet; the line is ignored",
                    "write the lines out");
            return null;
        }
        if (text.indexOf('$') < 0) {
            return line;
        }
        return define(line) ? null : expand(line);
    }

    private boolean define(ConfLine line) {
        Matcher definition = DEFINITION.matcher(line.text());
        if (!definition.matches()) {
            return false;
        }
        String value = definition.group(2).strip();
        if (value.endsWith("\\")) {
            inUnreadDefinition = true;
            problems.warning(line.at(definition.start(1) - 1), "definitions over several lines are not supported yet;"
                    + " $" + definition.group(1) + " is ignored", null);
        } else {
            values.put(definition.group(1), value);
        }
        return true;
    }

    private @Nullable ConfLine expand(ConfLine line) {
        StringBuilder text = new StringBuilder(line.text());
        int[] columns = new int[text.length() + 1];
        Arrays.setAll(columns, i -> i + 1);
        Matcher found = NAME.matcher(text);
        int from = 0;
        int replaced = 0;
        while (found.find(from)) {
            String value = values.get(found.group(1) == null ? found.group(2) : found.group(1));
            if (value == null) {
                warnOfBuiltIn(line, found, columns[found.start()]);
                from = found.end();
                continue;
            }
            if (++replaced > 1000 || text.length() + value.length() > LONGEST_LINE) {
                problems.mistake(line.at(0), "the line grows without end by its definitions", "it is ignored",
                        "does a definition use itself?");
                return null;
            }
            columns = spliced(columns, found.start(), found.end(), value.length());
            from = found.start();
            text.replace(found.start(), found.end(), value);
            found = NAME.matcher(text);
        }
        return new ConfLine(line.source(), line.number(), text.toString(), columns);
    }

    private void warnOfBuiltIn(ConfLine line, Matcher found, int column) {
        if (found.group(1) != null && found.group(1).startsWith("_")) {
            problems.warning(line.at(0).plus(column - 1), found.group() + " is not supported yet; it is left as it is",
                    null);
        }
    }

    private static int[] spliced(int[] columns, int start, int end, int length) {
        int[] result = new int[columns.length - (end - start) + length];
        System.arraycopy(columns, 0, result, 0, start);
        Arrays.fill(result, start, start + length, columns[start]);
        System.arraycopy(columns, end, result, start + length, columns.length - end);
        return result;
    }
}
