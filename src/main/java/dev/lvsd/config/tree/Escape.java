package dev.lvsd.config.tree;

/// Escapes in double quotes: `\a \b \E \f \n \r \t \v`, `\nnn` octal, `\xXX` and `\cC`; any other character
/// stands for itself.
final class Escape {
    private Escape() {}

    /// Reads what follows a backslash.
    ///
    /// @param text the line
    /// @param from index behind the backslash; there is a character
    /// @param to gets the character that is meant
    /// @return index behind the escape
    static int read(String text, int from, StringBuilder to) {
        char c = text.charAt(from);
        return switch (c) {
            case 'a' -> put(to, 7, from);
            case 'b' -> put(to, '\b', from);
            case 'E' -> put(to, 27, from);
            case 'f' -> put(to, '\f', from);
            case 'n' -> put(to, '\n', from);
            case 'r' -> put(to, '\r', from);
            case 't' -> put(to, '\t', from);
            case 'v' -> put(to, 11, from);
            case 'x' -> number(text, from + 1, 2, 16, to);
            case 'c' -> from + 1 < text.length() ? put(to, text.charAt(from + 1) & 31, from + 1) : from + 1;
            case '0', '1', '2', '3' -> number(text, from, 3, 8, to);
            default -> put(to, c, from);
        };
    }

    private static int put(StringBuilder to, int character, int at) {
        to.append((char) character);
        return at + 1;
    }

    private static int number(String text, int from, int digits, int radix, StringBuilder to) {
        int end = from;
        int value = 0;
        while (end < text.length() && end < from + digits && Character.digit(text.charAt(end), radix) >= 0) {
            value = value * radix + Character.digit(text.charAt(end++), radix);
        }
        to.append((char) value);
        return end;
    }
}
