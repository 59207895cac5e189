package dev.lvsd.linux;

import static dev.lvsd.linux.LinuxAbi.AF_UNIX;
import static dev.lvsd.linux.LinuxAbi.CLOCK_MONOTONIC;
import static dev.lvsd.linux.LinuxAbi.MSG_NOSIGNAL;
import static dev.lvsd.linux.LinuxAbi.OFFSETOF_SOCKADDR_UN_SUN_PATH;
import static dev.lvsd.linux.LinuxAbi.OFFSETOF_TIMESPEC_TV_NSEC;
import static dev.lvsd.linux.LinuxAbi.SIZEOF_SOCKADDR_UN;
import static dev.lvsd.linux.LinuxAbi.SIZEOF_TIMESPEC;
import static dev.lvsd.linux.LinuxAbi.SOCK_CLOEXEC;
import static dev.lvsd.linux.LinuxAbi.SOCK_DGRAM;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The way to a service manager that waits for notifications (sd_notify(3)): datagrams of lines `NAME=value` to
/// the unix socket that `NOTIFY_SOCKET` names, by its path or, behind `@`, by an abstract name. Of one thread.
public final class SdNotify implements AutoCloseable {
    private static final int MAX_NAME = SIZEOF_SOCKADDR_UN - OFFSETOF_SOCKADDR_UN_SUN_PATH;

    private final @Nullable Descriptor descriptor;
    private final String name;
    private final NativeBuffer address = new NativeBuffer(SIZEOF_SOCKADDR_UN);
    private final int addressLength;

    private SdNotify(@Nullable Descriptor descriptor, String name) {
        this.descriptor = descriptor;
        this.name = name;
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        address.bytes().putShort(0, (short) AF_UNIX);
        address.bytes().put(OFFSETOF_SOCKADDR_UN_SUN_PATH, bytes, 0, bytes.length);
        if (name.startsWith("@")) {
            address.bytes().put(OFFSETOF_SOCKADDR_UN_SUN_PATH, (byte) 0);
        }
        addressLength = OFFSETOF_SOCKADDR_UN_SUN_PATH + bytes.length;
    }

    /// Nobody waits: what is sent goes nowhere.
    public static SdNotify nobody() {
        return new SdNotify(null, "");
    }

    /// Opens the way to a service manager.
    ///
    /// @param name value of `NOTIFY_SOCKET`; empty where there is none
    /// @throws LinuxException where a socket is refused
    /// @throws IllegalArgumentException where it is neither an absolute path nor an abstract name
    public static SdNotify to(String name) throws LinuxException {
        if (name.isEmpty()) {
            return nobody();
        }
        int length = name.getBytes(StandardCharsets.UTF_8).length;
        if ((!name.startsWith("/") && !name.startsWith("@")) || length < 2 || length > MAX_NAME) {
            throw new IllegalArgumentException("NOTIFY_SOCKET=" + name + ": expected /PATH or @NAME of at most "
                    + MAX_NAME + " bytes; the service manager will not hear of lvsd");
        }
        return new SdNotify(Descriptor.of(
                LibC.socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0), "socket(AF_UNIX)", "NOTIFY_SOCKET " + name, ""),
                name);
    }

    /// Sends a notification; waits while the manager's queue is full.
    ///
    /// @param state lines `NAME=value`
    public void send(String state) throws LinuxException {
        if (descriptor == null) {
            return;
        }
        byte[] text = state.getBytes(StandardCharsets.UTF_8);
        NativeBuffer bytes = new NativeBuffer(text.length);
        bytes.bytes().put(0, text);
        long sent = LibC.sendto(descriptor.number(), bytes.address(), text.length, MSG_NOSIGNAL,
                address.address(), addressLength);
        if (sent < 0) {
            throw new LinuxException("sendto", Errno.of(LibC.errno()), "NOTIFY_SOCKET " + name);
        }
    }

    /// Microseconds of the clock that `MONOTONIC_USEC` means.
    public static long monotonicMicros() {
        NativeBuffer time = new NativeBuffer(SIZEOF_TIMESPEC);
        LibC.clock_gettime(CLOCK_MONOTONIC, time.address());
        return time.bytes().getLong(0) * 1_000_000 + time.bytes().getLong(OFFSETOF_TIMESPEC_TV_NSEC) / 1000;
    }

    @Override
    public void close() {
        if (descriptor != null) {
            descriptor.close();
        }
    }
}
