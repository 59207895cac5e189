package dev.lvsd.control;

/// An inquiry has no answer now; the message says why, in a line.
public final class InquiryException extends Exception {
    private static final long serialVersionUID = 1;

    /// With why.
    public InquiryException(String message) {
        super(message);
    }

    /// With why, and what it comes from.
    public InquiryException(String message, Throwable cause) {
        super(message, cause);
    }
}
