package dev.lvsd.cli;

/// Text of lines that fit a terminal of 80 columns. Control characters become `?`, so that no name and no
/// answer of a real server can drive the terminal.
final class Page {
    /// Columns of a line.
    static final int WIDTH = 80;

    private final StringBuilder text = new StringBuilder();

    /// Adds a line, cut into several at blanks where it is too long.
    ///
    /// @param indent blanks before the second line and those after it
    Page line(int indent, String line) {
        String rest = printable(line).stripTrailing();
        while (rest.length() > WIDTH) {
            int cut = rest.lastIndexOf(' ', WIDTH);
            int blanks = rest.length() - rest.stripLeading().length();
            int end = cut > blanks ? cut : WIDTH;
            text.append(rest.substring(0, end).stripTrailing()).append('\n');
            rest = " ".repeat(indent) + rest.substring(end).strip();
        }
        text.append(rest).append('\n');
        return this;
    }

    /// Adds a line as long as it is: a row of numbers that a program may read.
    Page unbroken(String line) {
        text.append(printable(line).stripTrailing()).append('\n');
        return this;
    }

    /// Adds an empty line.
    Page gap() {
        text.append('\n');
        return this;
    }

    /// Adds columns behind a first one. Where the first one is wider than its column it gets a line of its own,
    /// and the columns keep their place.
    ///
    /// @param first text of the first column with its indentation
    /// @param width columns up to the blank before the second one
    /// @param rest the other columns
    Page columns(String first, int width, String rest) {
        if (first.length() <= width) {
            return line(width + 1, pad(first, width) + " " + rest);
        }
        int indent = first.length() - first.stripLeading().length() + 5;
        return line(indent, first).line(width + 1, " ".repeat(width + 1) + rest);
    }

    /// A text with blanks behind it up to a width.
    static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    /// A text without control characters.
    static String printable(String line) {
        return line.codePoints()
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
