package dev.lvsd.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A command as keepalived takes it: blanks separate arguments, quotes of either kind keep them together, and a
/// backslash takes the next character as it is.
///
/// @param text as written; what a shell gets where the first argument is no program
/// @param arguments the program and what it is given
public record ScriptCommand(String text, List<String> arguments) {
    private static final char NONE = 0;

    /// Copies the list.
    public ScriptCommand {
        arguments = List.copyOf(arguments);
        if (arguments.isEmpty() || arguments.getFirst().isEmpty()) {
            throw new IllegalArgumentException("a command needs a program: \"" + text + "\"");
        }
    }

    /// The command of a text.
    ///
    /// @return null where the text names no program, or a quote is not closed
    static @Nullable ScriptCommand of(String text) {
        List<String> arguments = split(text);
        return arguments == null || arguments.isEmpty() || arguments.getFirst().isEmpty()
                ? null
                : new ScriptCommand(text.strip(), arguments);
    }

    private static @Nullable List<String> split(String text) {
        List<String> arguments = new ArrayList<>();
        StringBuilder argument = new StringBuilder();
        boolean inside = false;
        char quote = NONE;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && quote != '\'' && i + 1 < text.length()) {
                argument.append(text.charAt(++i));
                inside = true;
            } else if (quote != NONE) {
                if (c == quote) {
                    quote = NONE;
                } else {
                    argument.append(c);
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
                inside = true;
            } else if (!Character.isWhitespace(c)) {
                argument.append(c);
                inside = true;
            } else if (inside) {
                arguments.add(argument.toString());
                argument.setLength(0);
                inside = false;
            }
        }
        if (inside) {
            arguments.add(argument.toString());
        }
        return quote == NONE ? arguments : null;
    }
}
