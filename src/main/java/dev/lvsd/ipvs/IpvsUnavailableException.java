package dev.lvsd.ipvs;

/// This kernel has no IPVS, or does not let us use it. Its message says so and what to do.
public final class IpvsUnavailableException extends Exception {
    private static final long serialVersionUID = 1;

    /// With the reason, what to do about it, and the exception that told.
    public IpvsUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
