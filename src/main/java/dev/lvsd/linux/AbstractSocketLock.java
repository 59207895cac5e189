package dev.lvsd.linux;

import static dev.lvsd.linux.LinuxAbi.AF_UNIX;
import static dev.lvsd.linux.LinuxAbi.OFFSETOF_SOCKADDR_UN_SUN_PATH;
import static dev.lvsd.linux.LinuxAbi.OFFSETOF_UCRED_PID;
import static dev.lvsd.linux.LinuxAbi.SIZEOF_SOCKADDR_UN;
import static dev.lvsd.linux.LinuxAbi.SIZEOF_UCRED;
import static dev.lvsd.linux.LinuxAbi.SOCK_CLOEXEC;
import static dev.lvsd.linux.LinuxAbi.SOCK_NONBLOCK;
import static dev.lvsd.linux.LinuxAbi.SOCK_STREAM;
import static dev.lvsd.linux.LinuxAbi.SOL_SOCKET;
import static dev.lvsd.linux.LinuxAbi.SO_PEERCRED;

import java.nio.charset.StandardCharsets;

/// A lock that one process per network namespace can hold: an abstract unix socket (unix(7)), whose name
/// belongs to the namespace and goes with the process however it dies.
public final class AbstractSocketLock implements AutoCloseable {
    /// Askers for the owner's process id that are never accepted; beyond them it stays unknown.
    private static final int BACKLOG = 128;

    private final Descriptor descriptor;

    private AbstractSocketLock(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    /// Takes the lock.
    ///
    /// @param name of the socket without the `@`, ASCII, at most 107 characters
    /// @throws LockTakenException where a process holds it
    /// @throws LinuxException where the socket fails for another reason
    public static AbstractSocketLock take(String name) throws LockTakenException, LinuxException {
        Descriptor descriptor = socket(name);
        NativeBuffer address = address(name);
        int length = length(name);
        if (LibC.bind(descriptor.number(), address.address(), length) == 0
                && LibC.listen(descriptor.number(), BACKLOG) == 0) {
            return new AbstractSocketLock(descriptor);
        }
        Errno errno = Errno.of(LibC.errno());
        descriptor.close();
        if (errno.equals(Errno.EADDRINUSE)) {
            throw new LockTakenException(name, owner(name));
        }
        throw new LinuxException("bind(AF_UNIX)", errno, "@" + name);
    }

    /// The process that listens there, 0 where it is not known.
    private static int owner(String name) throws LinuxException {
        try (Descriptor descriptor = socket(name)) {
            NativeBuffer credentials = new NativeBuffer(SIZEOF_UCRED + 4);
            credentials.bytes().putInt(SIZEOF_UCRED, SIZEOF_UCRED);
            NativeBuffer address = address(name);
            boolean known = LibC.connect(descriptor.number(), address.address(), length(name)) == 0
                    && LibC.getsockopt(descriptor.number(), SOL_SOCKET, SO_PEERCRED, credentials.address(),
                            credentials.address() + SIZEOF_UCRED) == 0;
            return known ? credentials.bytes().getInt(OFFSETOF_UCRED_PID) : 0;
        }
    }

    private static Descriptor socket(String name) throws LinuxException {
        return Descriptor.of(
                LibC.socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0), "socket(AF_UNIX)", "@" + name, "");
    }

    private static NativeBuffer address(String name) {
        NativeBuffer address = new NativeBuffer(SIZEOF_SOCKADDR_UN);
        address.bytes().putShort(0, (short) AF_UNIX);
        byte[] text = name.getBytes(StandardCharsets.US_ASCII);
        address.bytes().put(OFFSETOF_SOCKADDR_UN_SUN_PATH + 1, text, 0, text.length);
        return address;
    }

    /// The name's zero byte, which makes it abstract, counts; nothing ends it.
    private static int length(String name) {
        return OFFSETOF_SOCKADDR_UN_SUN_PATH + 1 + name.length();
    }

    /// Gives the lock back.
    @Override
    public void close() {
        descriptor.close();
    }
}
