package dev.lvsd.control;

/// A request whose words do not say what shall be done. The message is one line for the operator.
public final class FormException extends Exception {
    private static final long serialVersionUID = 1L;

    FormException(String message) {
        super(message);
    }
}
