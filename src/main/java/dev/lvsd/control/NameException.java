package dev.lvsd.control;

/// A text that does not name what was asked for. The message is one line for the operator.
public final class NameException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /// What is wrong with the text.
    public enum Kind {
        /// It has the form of no name.
        NOT_A_NAME,
        /// Nothing has that name.
        UNKNOWN,
        /// Several things have that name.
        AMBIGUOUS
    }

    NameException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /// What is wrong with the text.
    public Kind kind() {
        return kind;
    }
}
