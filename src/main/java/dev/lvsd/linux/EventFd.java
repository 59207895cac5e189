package dev.lvsd.linux;

import static dev.lvsd.linux.LinuxAbi.EFD_CLOEXEC;
import static dev.lvsd.linux.LinuxAbi.EFD_NONBLOCK;

/// A counter that wakes a thread out of [Poll] (eventfd(2)). Any thread signals; one thread polls and clears.
public final class EventFd implements AutoCloseable {
    private static final int VALUE_BYTES = 8;

    private final Descriptor descriptor;
    private final NativeBuffer one = new NativeBuffer(VALUE_BYTES);
    private final NativeBuffer value = new NativeBuffer(VALUE_BYTES);

    private EventFd(Descriptor descriptor) {
        this.descriptor = descriptor;
        one.bytes().putLong(0, 1);
    }

    /// Opens a counter at 0.
    public static EventFd open() throws LinuxException {
        return new EventFd(Descriptor.of(
                LibC.eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC), "eventfd", "a wake-up descriptor", ""));
    }

    /// Makes the descriptor readable; never waits.
    public void signal() {
        if (descriptor.isOpen()) {
            LibC.write(descriptor.number(), one.address(), VALUE_BYTES);
        }
    }

    /// Makes the descriptor unreadable again.
    public void clear() {
        LibC.read(descriptor.number(), value.address(), VALUE_BYTES);
    }

    /// Descriptor for [Poll]; owned by this object.
    public int descriptor() {
        return descriptor.number();
    }

    /// To be called when nobody signals any more.
    @Override
    public void close() {
        descriptor.close();
    }
}
