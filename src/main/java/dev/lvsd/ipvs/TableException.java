package dev.lvsd.ipvs;

/// The table could not be read or changed as a whole: no memory, no permission, no answer. Its message says what
/// was tried and what came back.
public final class TableException extends Exception {
    private static final long serialVersionUID = 1;

    /// With what was tried and why it failed.
    public TableException(String message) {
        super(message);
    }

    /// With what was tried and the exception that ended it.
    public TableException(String message, Throwable cause) {
        super(message, cause);
    }
}
