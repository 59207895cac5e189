package dev.lvsd;

import dev.lvsd.ipvs.connections.ConnectionFile;
import dev.lvsd.ipvs.connections.ConnectionList;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;

/// Reads the kernel's list of connections on a thread of its own, since the kernel may take long and virtual threads
/// have few processors; not many lists at once. For any thread that may wait.
final class ConnectionReads {
    private static final int AT_ONCE = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PATIENCE_OF_COUNTING = Duration.ofSeconds(2);

    private final Semaphore free = new Semaphore(AT_ONCE);
    private final ConnectionFile file = new ConnectionFile(ConnectionFile.FILE, PATIENCE, PATIENCE_OF_COUNTING);

    /// Reads the list, or as much of it as there is time for.
    ///
    /// @return whether it was the whole list
    boolean read(ConnectionList into) throws IOException {
        if (!free.tryAcquire()) {
            throw new IOException(
                    "the list of connections is being read " + AT_ONCE + " times already; ask again in some seconds");
        }
        try {
            FutureTask<Boolean> reading = new FutureTask<>(() -> file.read(into));
            Thread.ofPlatform().daemon().name("connections").start(reading);
            return reading.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof NoSuchFileException
                    ? new IOException("this kernel shows no connections, " + ConnectionFile.FILE + " is missing", e)
                    : new IOException("the list of connections cannot be read: " + e.getCause(), e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("lvsd is about to end");
        } finally {
            free.release();
        }
    }
}
