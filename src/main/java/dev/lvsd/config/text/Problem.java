package dev.lvsd.config.text;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Something wrong at a place of a configuration.
///
/// @param position where
/// @param severity whether the configuration is refused
/// @param message what is wrong, and what becomes of it
/// @param hint what to do, null where the message says it already
public record Problem(Position position, Severity severity, String message, @Nullable String hint) {
    private static final int WIDTH = 110;
    private static final int LONGEST = 400;
    /// What stands behind the name of a secret; of a key of `auth_hmac`, behind its number, in a list too.
    private static final Pattern SECRET = Pattern.compile("(\\b(?:auth_pass|password)\\b[\"']?\\s*:?\\s*"
            + "|(?:\\bkey\\b[\"']?\\s*:?|^\\s*-)[\\s\\[\"']*\\d+[\"']?\\s*,?\\s*)(.+)");

    /// Cuts a message that quotes too much.
    public Problem {
        message = message.length() > LONGEST ? message.substring(0, LONGEST) + "…" : message;
    }

    /// The message in a line of its own: `file:line:column: error|warning: message`.
    public String headline() {
        return printable(position + ": " + severity.word() + ": " + message);
    }

    /// The message and the hint in a line of its own, for where the severity shows already:
    /// `file:line:column: message (hint)`.
    public String sentence() {
        return printable(position + ": " + message + (hint == null ? "" : " (" + hint + ")"));
    }

    /// The message, the line that it is about, and a caret below the place, with the hint behind it. What
    /// follows a password's keyword shows as asterisks, a long line is cut around the place.
    public String render() {
        String shownHint = hint == null ? "" : printable(hint);
        if (position.line() == 0) {
            return headline() + (shownHint.isEmpty() ? "" : "\n    " + shownHint);
        }
        String line = masked(position.source().line(position.line()));
        int column = Math.clamp(position.column() - 1, 0, line.length());
        int from = line.length() <= WIDTH ? 0 : Math.max(0, column - WIDTH / 2);
        String shown = printable(line.substring(from, Math.min(line.length(), from + WIDTH)));
        String indent = line.substring(from, column).replaceAll("[^\t]", " ");
        return headline() + "\n    " + shown + "\n    " + indent + (shownHint.isEmpty() ? "^" : "^ " + shownHint);
    }

    private static String masked(String line) {
        return SECRET.matcher(line).replaceAll(found -> found.group(1).replace("$", "\\$")
                + "*".repeat(found.group(2).length()));
    }

    /// The text with control characters, other than tabs, as question marks: a terminal obeys them.
    private static String printable(String text) {
        return text.chars().anyMatch(Problem::isControl)
                ? text.codePoints()
                        .map(c -> isControl(c) ? '?' : c)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString()
                : text;
    }

    private static boolean isControl(int c) {
        boolean turnsDirection = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
        return turnsDirection || (c != '\t' && Character.isISOControl(c));
    }

    @Override
    public String toString() {
        return headline();
    }
}
