package dev.lvsd.linux;

import static dev.lvsd.linux.LinuxAbi.EFD_CLOEXEC;
import static dev.lvsd.linux.LinuxAbi.EFD_NONBLOCK;

/// A counter that wakes a thread out of [Poll] (eventfd(2)). Any thread signals; one thread polls and clears.
public final class EventFd implements AutoCloseable {
    private static final int VALUE_BYTES = 8;

    private final int fd;
    private final NativeBuffer one = new NativeBuffer(VALUE_BYTES);
    private final NativeBuffer value = new NativeBuffer(VALUE_BYTES);
    private volatile boolean open = true;

    private EventFd(int fd) {
        this.fd = fd;
        one.bytes().putLong(0, 1);
    }

    /// Opens a counter at 0.
    public static EventFd open() throws LinuxException {
        int fd = LibC.eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
        if (fd < 0) {
            throw new LinuxException("eventfd", Errno.of(LibC.errno()), "a wake-up descriptor");
        }
        return new EventFd(fd);
    }

    /// Makes the descriptor readable; never waits.
    public void signal() {
        if (open) {
            LibC.write(fd, one.address(), VALUE_BYTES);
        }
    }

    /// Makes the descriptor unreadable again.
    public void clear() {
        LibC.read(fd, value.address(), VALUE_BYTES);
    }

    /// Descriptor for [Poll]; owned by this object.
    public int descriptor() {
        return fd;
    }

    /// To be called when nobody signals any more.
    @Override
    public void close() {
        if (open) {
            open = false;
            LibC.close(fd);
        }
    }
}
