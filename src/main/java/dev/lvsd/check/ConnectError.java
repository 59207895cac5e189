package dev.lvsd.check;

import java.net.NoRouteToHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An error of `socket`, `connect` or epoll in an operator's words. Numbers are those of
/// `<asm-generic/errno.h>`.
///
/// @param errno the error number, 0 where it is not known
/// @param detail the library's own message, for errors that have no words of ours
public record ConnectError(int errno, String detail) {
    /// Connection refused.
    public static final int ECONNREFUSED = 111;
    private static final int EPERM = 1;
    private static final int ENOMEM = 12;
    private static final int EACCES = 13;
    private static final int EINVAL = 22;
    private static final int ENFILE = 23;
    private static final int EMFILE = 24;
    private static final int EAFNOSUPPORT = 97;
    private static final int EADDRNOTAVAIL = 99;
    private static final int ENETUNREACH = 101;
    private static final int ECONNRESET = 104;
    private static final int ENOBUFS = 105;
    private static final int ETIMEDOUT = 110;
    private static final int EHOSTUNREACH = 113;

    /// How Netty writes the number that the kernel returned into its messages.
    private static final Pattern NUMBER = Pattern.compile("error\\(-(\\d{1,5})\\)");

    /// The error in a library's exception.
    public static ConnectError of(Throwable problem) {
        for (@Nullable Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof NoRouteToHostException) {
                return new ConnectError(EHOSTUNREACH, "");
            }
            Matcher number = NUMBER.matcher(String.valueOf(cause.getMessage()));
            if (number.find()) {
                return new ConnectError(Integer.parseInt(number.group(1)), String.valueOf(cause.getMessage()));
            }
        }
        return new ConnectError(0, problem.toString());
    }

    /// Whether it says that the target does not answer or cannot be reached, rather than that this host
    /// could not ask.
    public boolean saysTargetIsDown() {
        return switch (errno) {
            case ECONNREFUSED, ECONNRESET, EHOSTUNREACH, ENETUNREACH, ETIMEDOUT -> true;
            default -> false;
        };
    }

    /// What the target, or the network on its behalf, answered.
    public String remote() {
        return switch (errno) {
            case ECONNREFUSED -> "connection refused";
            case ECONNRESET -> "connection reset";
            case EHOSTUNREACH -> "no route to host";
            case ENETUNREACH -> "network unreachable";
            case ETIMEDOUT -> "connection timed out";
            case EACCES, EPERM -> "prohibited by a packet filter on the way";
            default -> "error " + errno + " of connect";
        };
    }

    /// What this host lacks, and what to do.
    public String local() {
        return switch (errno) {
            case EMFILE -> "no file descriptor left in this process: raise LimitNOFILE of the service or ulimit -n";
            case ENFILE -> "no file descriptor left on this host: raise sysctl fs.file-max";
            case ENOMEM, ENOBUFS -> "no memory left in the kernel for a socket";
            case EADDRNOTAVAIL -> "no local address or port left to connect from:"
                    + " widen sysctl net.ipv4.ip_local_port_range, or give this host an address of that family";
            case EACCES, EPERM -> "this host may not connect there: see its packet filter and its routes";
            case EINVAL -> "this host has no way there: a blackhole route, or a link-local address without interface";
            case EAFNOSUPPORT -> "this host's kernel has no such address family";
            default -> detail.isEmpty() ? "error " + errno : detail;
        };
    }
}
