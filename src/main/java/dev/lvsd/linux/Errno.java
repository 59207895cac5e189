package dev.lvsd.linux;

import java.util.List;

/// An error of a system call, `<asm-generic/errno.h>`.
///
/// @param number the positive number
/// @param name the C name: `ENOENT`
/// @param text what strerror(3) says: `No such file or directory`
public record Errno(int number, String name, String text) {
    /// Operation not permitted.
    public static final Errno EPERM = new Errno(1, "EPERM", "Operation not permitted");
    /// No such file or directory.
    public static final Errno ENOENT = new Errno(2, "ENOENT", "No such file or directory");
    /// No such process.
    public static final Errno ESRCH = new Errno(3, "ESRCH", "No such process");
    /// Interrupted system call.
    public static final Errno EINTR = new Errno(4, "EINTR", "Interrupted system call");
    /// Input/output error.
    public static final Errno EIO = new Errno(5, "EIO", "Input/output error");
    /// No such device or address.
    public static final Errno ENXIO = new Errno(6, "ENXIO", "No such device or address");
    /// Argument list too long.
    public static final Errno E2BIG = new Errno(7, "E2BIG", "Argument list too long");
    /// Bad file descriptor.
    public static final Errno EBADF = new Errno(9, "EBADF", "Bad file descriptor");
    /// Resource temporarily unavailable.
    public static final Errno EAGAIN = new Errno(11, "EAGAIN", "Resource temporarily unavailable");
    /// Cannot allocate memory.
    public static final Errno ENOMEM = new Errno(12, "ENOMEM", "Cannot allocate memory");
    /// Permission denied.
    public static final Errno EACCES = new Errno(13, "EACCES", "Permission denied");
    /// Bad address.
    public static final Errno EFAULT = new Errno(14, "EFAULT", "Bad address");
    /// Device or resource busy.
    public static final Errno EBUSY = new Errno(16, "EBUSY", "Device or resource busy");
    /// File exists.
    public static final Errno EEXIST = new Errno(17, "EEXIST", "File exists");
    /// No such device.
    public static final Errno ENODEV = new Errno(19, "ENODEV", "No such device");
    /// Not a directory.
    public static final Errno ENOTDIR = new Errno(20, "ENOTDIR", "Not a directory");
    /// Is a directory.
    public static final Errno EISDIR = new Errno(21, "EISDIR", "Is a directory");
    /// Invalid argument.
    public static final Errno EINVAL = new Errno(22, "EINVAL", "Invalid argument");
    /// Too many open files in system.
    public static final Errno ENFILE = new Errno(23, "ENFILE", "Too many open files in system");
    /// Too many open files.
    public static final Errno EMFILE = new Errno(24, "EMFILE", "Too many open files");
    /// File too large.
    public static final Errno EFBIG = new Errno(27, "EFBIG", "File too large");
    /// No space left on device.
    public static final Errno ENOSPC = new Errno(28, "ENOSPC", "No space left on device");
    /// Read-only file system.
    public static final Errno EROFS = new Errno(30, "EROFS", "Read-only file system");
    /// Broken pipe.
    public static final Errno EPIPE = new Errno(32, "EPIPE", "Broken pipe");
    /// Numerical argument out of domain.
    public static final Errno EDOM = new Errno(33, "EDOM", "Numerical argument out of domain");
    /// Numerical result out of range.
    public static final Errno ERANGE = new Errno(34, "ERANGE", "Numerical result out of range");
    /// Resource deadlock avoided.
    public static final Errno EDEADLK = new Errno(35, "EDEADLK", "Resource deadlock avoided");
    /// Function not implemented.
    public static final Errno ENOSYS = new Errno(38, "ENOSYS", "Function not implemented");
    /// No data available.
    public static final Errno ENODATA = new Errno(61, "ENODATA", "No data available");
    /// Value too large for defined data type.
    public static final Errno EOVERFLOW = new Errno(75, "EOVERFLOW", "Value too large for defined data type");
    /// Socket operation on non-socket.
    public static final Errno ENOTSOCK = new Errno(88, "ENOTSOCK", "Socket operation on non-socket");
    /// Destination address required.
    public static final Errno EDESTADDRREQ = new Errno(89, "EDESTADDRREQ", "Destination address required");
    /// Message too long.
    public static final Errno EMSGSIZE = new Errno(90, "EMSGSIZE", "Message too long");
    /// Protocol not available.
    public static final Errno ENOPROTOOPT = new Errno(92, "ENOPROTOOPT", "Protocol not available");
    /// Protocol not supported.
    public static final Errno EPROTONOSUPPORT = new Errno(93, "EPROTONOSUPPORT", "Protocol not supported");
    /// Socket type not supported.
    public static final Errno ESOCKTNOSUPPORT = new Errno(94, "ESOCKTNOSUPPORT", "Socket type not supported");
    /// Operation not supported.
    public static final Errno EOPNOTSUPP = new Errno(95, "EOPNOTSUPP", "Operation not supported");
    /// Protocol family not supported.
    public static final Errno EPFNOSUPPORT = new Errno(96, "EPFNOSUPPORT", "Protocol family not supported");
    /// Address family not supported by protocol.
    public static final Errno EAFNOSUPPORT = new Errno(97, "EAFNOSUPPORT", "Address family not supported by protocol");
    /// Address already in use.
    public static final Errno EADDRINUSE = new Errno(98, "EADDRINUSE", "Address already in use");
    /// Cannot assign requested address.
    public static final Errno EADDRNOTAVAIL = new Errno(99, "EADDRNOTAVAIL", "Cannot assign requested address");
    /// Network is down.
    public static final Errno ENETDOWN = new Errno(100, "ENETDOWN", "Network is down");
    /// Network is unreachable.
    public static final Errno ENETUNREACH = new Errno(101, "ENETUNREACH", "Network is unreachable");
    /// Software caused connection abort.
    public static final Errno ECONNABORTED = new Errno(103, "ECONNABORTED", "Software caused connection abort");
    /// Connection reset by peer.
    public static final Errno ECONNRESET = new Errno(104, "ECONNRESET", "Connection reset by peer");
    /// No buffer space available.
    public static final Errno ENOBUFS = new Errno(105, "ENOBUFS", "No buffer space available");
    /// Transport endpoint is already connected.
    public static final Errno EISCONN = new Errno(106, "EISCONN", "Transport endpoint is already connected");
    /// Transport endpoint is not connected.
    public static final Errno ENOTCONN = new Errno(107, "ENOTCONN", "Transport endpoint is not connected");
    /// Connection timed out.
    public static final Errno ETIMEDOUT = new Errno(110, "ETIMEDOUT", "Connection timed out");
    /// Connection refused.
    public static final Errno ECONNREFUSED = new Errno(111, "ECONNREFUSED", "Connection refused");
    /// Host is down.
    public static final Errno EHOSTDOWN = new Errno(112, "EHOSTDOWN", "Host is down");
    /// No route to host.
    public static final Errno EHOSTUNREACH = new Errno(113, "EHOSTUNREACH", "No route to host");
    /// Operation already in progress.
    public static final Errno EALREADY = new Errno(114, "EALREADY", "Operation already in progress");
    /// Operation now in progress.
    public static final Errno EINPROGRESS = new Errno(115, "EINPROGRESS", "Operation now in progress");
    /// Operation canceled.
    public static final Errno ECANCELED = new Errno(125, "ECANCELED", "Operation canceled");

    private static final List<Errno> KNOWN = List.of(
            EPERM, ENOENT, ESRCH, EINTR, EIO, ENXIO, E2BIG, EBADF, EAGAIN, ENOMEM, EACCES, EFAULT, EBUSY,
            EEXIST, ENODEV, ENOTDIR, EISDIR, EINVAL, ENFILE, EMFILE, EFBIG, ENOSPC, EROFS, EPIPE, EDOM,
            ERANGE, EDEADLK, ENOSYS, ENODATA, EOVERFLOW, ENOTSOCK, EDESTADDRREQ, EMSGSIZE, ENOPROTOOPT,
            EPROTONOSUPPORT, ESOCKTNOSUPPORT, EOPNOTSUPP, EPFNOSUPPORT, EAFNOSUPPORT, EADDRINUSE,
            EADDRNOTAVAIL, ENETDOWN, ENETUNREACH, ECONNABORTED, ECONNRESET, ENOBUFS, EISCONN, ENOTCONN,
            ETIMEDOUT, ECONNREFUSED, EHOSTDOWN, EHOSTUNREACH, EALREADY, EINPROGRESS, ECANCELED);

    /// The error of a number; one that is not known here is called by its number.
    ///
    /// @param number the positive number
    public static Errno of(int number) {
        for (Errno errno : KNOWN) {
            if (errno.number == number) {
                return errno;
            }
        }
        return new Errno(number, "errno " + number, "Unknown error");
    }

    /// `No such file or directory (ENOENT)`.
    @Override
    public String toString() {
        return text + " (" + name + ")";
    }
}
