package dev.lvsd.config.tree;

import dev.lvsd.config.text.Position;
import dev.lvsd.config.text.ProblemCollector;
import java.util.ArrayList;
import java.util.List;

/// Splits a line of keepalived.conf into words and braces. `#` and `!` begin a comment anywhere outside of
/// quotes; quotes may begin and end inside of a word; braces are tokens wherever they stand unquoted, except
/// in `${NAME}`.
final class LineLexer {
    private final ConfLine line;
    private final String text;
    private final ProblemCollector problems;
    private final List<Token> tokens = new ArrayList<>();
    private int next;

    private LineLexer(ConfLine line, int from, ProblemCollector problems) {
        this.line = line;
        this.text = line.text();
        this.next = from;
        this.problems = problems;
    }

    /// The tokens of a line from a character on.
    static List<Token> tokens(ConfLine line, int from, ProblemCollector problems) {
        LineLexer lexer = new LineLexer(line, from, problems);
        while (lexer.more()) {
            lexer.token();
        }
        return lexer.tokens;
    }

    private boolean more() {
        while (next < text.length() && isSpace(text.charAt(next))) {
            next++;
        }
        return next < text.length() && !isComment(text.charAt(next));
    }

    private void token() {
        Position position = line.at(next);
        switch (text.charAt(next)) {
            case '{' -> {
                tokens.add(new Token.Open(position));
                next++;
            }
            case '}' -> {
                tokens.add(new Token.Close(position));
                next++;
            }
            default -> tokens.add(new Token.Text(new Word(position, word())));
        }
    }

    private String word() {
        int start = next;
        while (next < text.length() && isPlain(text.charAt(next))) {
            next++;
        }
        if (next == text.length() || isSpace(text.charAt(next))) {
            return text.substring(start, next);
        }
        StringBuilder word = new StringBuilder(text.substring(start, next));
        while (next < text.length() && !endsWord(text.charAt(next))) {
            char c = text.charAt(next);
            if (c == '"' || c == '\'') {
                quoted(c, word);
            } else if (c == '$' && text.startsWith("{", next + 1) && text.indexOf('}', next) > 0) {
                int end = text.indexOf('}', next) + 1;
                word.append(text, next, end);
                next = end;
            } else {
                word.append(c);
                next++;
            }
        }
        if (next < text.length() && isComment(text.charAt(next))) {
            problems.mistake(line.at(next), "the value ends before \"" + text.charAt(next)
                    + "\": what follows is a comment", "put the value in quotes if it is not");
        }
        return word.toString();
    }

    private void quoted(char quote, StringBuilder word) {
        Position opened = line.at(next++);
        while (next < text.length() && text.charAt(next) != quote) {
            if (text.charAt(next) == '\\' && quote == '"' && next + 1 < text.length()) {
                next = Escape.read(text, next + 1, word);
            } else {
                word.append(text.charAt(next++));
            }
        }
        if (next == text.length()) {
            problems.error(opened, "the quote that opens here is never closed",
                    "a quote must end on the line that it begins on");
        }
        next++;
    }

    private static boolean endsWord(char c) {
        return isSpace(c) || c == '{' || c == '}' || isComment(c);
    }

    private static boolean isPlain(char c) {
        return !endsWord(c) && c != '"' && c != '\'' && c != '$';
    }

    private static boolean isComment(char c) {
        return c == '#' || c == '!';
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\f' || c == '\u000b' || c == '\r';
    }
}
