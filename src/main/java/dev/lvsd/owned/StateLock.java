package dev.lvsd.owned;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One lvsd in a state directory: a lock on its file `lock` (fcntl(2), `F_SETLK`), which goes with the process however
/// it dies. Two daemons of two network namespaces would each drop what the other has listed.
public final class StateLock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StateLock.class);

    private final @Nullable FileChannel file;

    private StateLock(@Nullable FileChannel file) {
        this.file = file;
    }

    /// Takes the lock. Where the file cannot be made, on a full disk for example, there is none, which is logged:
    /// that must not keep a director from starting.
    ///
    /// @param directory the state directory
    /// @return the lock, to be closed at the end
    /// @throws IOException where another lvsd holds it
    public static StateLock take(Path directory) throws IOException {
        Path path = directory.resolve("lock");
        FileChannel file;
        try {
            file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            LOG.warn("{} is not locked against a second lvsd: {}", directory, e.toString());
            return new StateLock(null);
        }
        if (isTaken(file)) {
            file.close();
            throw new IOException("state directory " + directory + ": another lvsd uses it, of another network "
                    + "namespace perhaps; --state gives each its own");
        }
        return new StateLock(file);
    }

    private static boolean isTaken(FileChannel file) throws IOException {
        try {
            return file.tryLock() == null;
        } catch (OverlappingFileLockException _) {
            return true;
        }
    }

    @Override
    public void close() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            LOG.warn("the lock of the state directory: {}", e.toString());
        }
    }
}
