package dev.lvsd.control;

import java.io.IOException;

/// A control socket that cannot be opened, or gives no answer. The message is one line for the operator, with
/// the path and what to do.
public final class ControlException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /// Who is at fault.
    public enum Kind {
        /// Nobody listens, the socket may not be opened, or no answer came in time.
        NO_ANSWER,
        /// Whoever listens is no lvsd, or one that this program does not understand.
        NOT_LVSD,
        /// lvsd answered with an error.
        REFUSED,
        /// The server could not make its socket.
        CANNOT_LISTEN
    }

    /// An error with its line for the operator.
    public ControlException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /// An error with its line for the operator and what lies below it.
    public ControlException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /// Who is at fault.
    public Kind kind() {
        return kind;
    }
}
