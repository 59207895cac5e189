package dev.lvsd.linux;

import java.io.IOException;

/// A system call that the kernel refused. The message says what was tried, on what, and the kernel's
/// answer, with a hint where there is one thing to do about it:
/// `setsockopt(SO_BINDTODEVICE) on eth0: Operation not permitted (EPERM); needs CAP_NET_RAW`.
public final class LinuxException extends IOException {
    private static final long serialVersionUID = 1;

    private final String call;
    private final Errno errno;

    /// @param call the system call, with the option that matters: `setsockopt(SO_BINDTODEVICE)`
    /// @param errno the kernel's answer
    /// @param context on what: an interface, an address, a path
    public LinuxException(String call, Errno errno, String context) {
        this(call, errno, context, "");
    }

    /// @param call the system call, with the option that matters
    /// @param errno the kernel's answer
    /// @param context on what: an interface, an address, a path
    /// @param capability what EPERM and EACCES mean here: `CAP_NET_RAW`; empty where it is not known
    public LinuxException(String call, Errno errno, String context, String capability) {
        super(call + " on " + context + ": " + errno + hint(errno, capability));
        this.call = call;
        this.errno = errno;
    }

    private static String hint(Errno errno, String capability) {
        boolean refused = errno.equals(Errno.EPERM) || errno.equals(Errno.EACCES);
        return refused && !capability.isEmpty() ? "; needs " + capability + " (run as root or grant it)" : "";
    }

    /// The system call that failed.
    public String call() {
        return call;
    }

    /// The kernel's answer.
    public Errno errno() {
        return errno;
    }
}
