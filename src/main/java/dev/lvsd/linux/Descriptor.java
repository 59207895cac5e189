package dev.lvsd.linux;

import java.util.concurrent.atomic.AtomicBoolean;

/// A file descriptor of ours. The kernel gives the number of a closed one to the next that is opened: it is closed
/// once, however often that is asked for.
final class Descriptor implements AutoCloseable {
    private final int number;
    private final AtomicBoolean open = new AtomicBoolean(true);

    private Descriptor(int number) {
        this.number = number;
    }

    /// Takes what a system call has just returned on this thread.
    ///
    /// @param result a descriptor, or -1
    /// @param call the system call: `socket(AF_PACKET)`
    /// @param context on what
    /// @param capability what the call needs, empty for none
    static Descriptor of(int result, String call, String context, String capability) throws LinuxException {
        if (result < 0) {
            throw new LinuxException(call, Errno.of(LibC.errno()), context, capability);
        }
        return new Descriptor(result);
    }

    /// The number that system calls take.
    int number() {
        return number;
    }

    /// Whether nobody has closed it.
    boolean isOpen() {
        return open.get();
    }

    @Override
    public void close() {
        if (open.compareAndSet(true, false)) {
            LibC.close(number);
        }
    }
}
