package dev.lvsd.control;

/// Why an operator does something, in the operator's words: one line of at most 200 characters.
final class Reason {
    private static final int LONGEST = 200;

    private Reason() {}

    /// The text without blanks at its ends.
    ///
    /// @param text null for none
    /// @throws FormException where it is too long, or drives terminals
    static String of(String text) throws FormException {
        String line = text.strip();
        if (line.codePointCount(0, line.length()) > LONGEST) {
            throw new FormException("the reason is longer than " + LONGEST + " characters");
        }
        if (line.codePoints().anyMatch(Reason::isForbidden)) {
            throw new FormException("the reason is one line without control characters");
        }
        return line;
    }

    /// Control characters, and those that make text look like another (line separators, changes of direction).
    private static boolean isForbidden(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE, Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
