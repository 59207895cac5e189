package dev.lvsd.linux;

import static dev.lvsd.linux.LinuxAbi.O_CLOEXEC;
import static dev.lvsd.linux.LinuxAbi.O_NOFOLLOW;
import static dev.lvsd.linux.LinuxAbi.O_NONBLOCK;
import static dev.lvsd.linux.LinuxAbi.O_RDWR;

import java.nio.file.Path;

/// The writing end of a named pipe (fifo(7)), which never waits for a reader. Confined to one thread at a time.
public final class NamedPipe implements AutoCloseable {
    /// What a write takes at most, so that it is written as a whole or not at all (`PIPE_BUF`, pipe(7)).
    private static final int WHOLE_BYTES = 4096;

    private final Descriptor descriptor;
    private final NativeBuffer buffer = new NativeBuffer(WHOLE_BYTES);

    private NamedPipe(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    /// Makes a named pipe.
    ///
    /// @param mode permissions, of which the process's umask takes away
    /// @return whether it was made; false where something of that name exists
    /// @throws LinuxException where it is neither made nor there
    public static boolean make(Path path, int mode) throws LinuxException {
        if (LibC.mkfifo(path.toString(), mode) == 0) {
            return true;
        }
        Errno errno = Errno.of(LibC.errno());
        if (errno.equals(Errno.EEXIST)) {
            return false;
        }
        throw new LinuxException("mkfifo", errno, path.toString());
    }

    /// Opens a named pipe, whether anybody reads it or not; follows no symbolic link.
    public static NamedPipe open(Path path) throws LinuxException {
        int flags = O_RDWR | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC;
        return new NamedPipe(Descriptor.of(LibC.open(path.toString(), flags, 0), "open", path.toString(), ""));
    }

    /// Writes all bytes, or none where the pipe is full.
    ///
    /// @param bytes at most 4096
    /// @return 0, or the number of the error: `EAGAIN` where the pipe is full
    public int write(byte[] bytes) {
        if (bytes.length > WHOLE_BYTES) {
            throw new IllegalArgumentException("more than is written as a whole: " + bytes.length);
        }
        buffer.bytes().put(0, bytes);
        return LibC.write(descriptor.number(), buffer.address(), bytes.length) < 0 ? LibC.errno() : 0;
    }

    @Override
    public void close() {
        descriptor.close();
    }
}
