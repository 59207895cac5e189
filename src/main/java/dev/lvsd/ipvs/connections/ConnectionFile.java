package dev.lvsd.ipvs.connections;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// The kernel's list as a file of the reading thread's network namespace. The kernel finds its place in the list anew
/// for each page of 4 KiB, so that a list of a million takes minutes: there is a limit of time.
public final class ConnectionFile {
    /// The file.
    public static final Path FILE = Path.of("/proc/thread-self/net/ip_vs_conn");

    private static final int CHUNK = 64 << 10;

    private final Path file;
    private final Duration patience;
    private final Duration patienceOfCounting;

    /// @param patience how long to read
    /// @param patienceOfCounting how long to read where the rest is only counted
    public ConnectionFile(Path file, Duration patience, Duration patienceOfCounting) {
        this.file = file;
        this.patience = patience;
        this.patienceOfCounting = patienceOfCounting;
    }

    /// Reads the list, or as much of it as there is time for.
    ///
    /// @return whether it was the whole list
    public boolean read(ConnectionList into) throws IOException {
        long began = System.nanoTime();
        byte[] chunk = new byte[CHUNK];
        int kept = 0;
        try (InputStream in = Files.newInputStream(file)) {
            while (true) {
                int count = in.read(chunk, kept, CHUNK - kept);
                if (count < 0) {
                    into.take(chunk, 0, kept);
                    return true;
                }
                kept = takeLines(chunk, kept + count, into);
                Duration spent = Duration.ofNanos(System.nanoTime() - began);
                if (spent.compareTo(into.isFull() ? patienceOfCounting : patience) > 0) {
                    return false;
                }
            }
        }
    }

    /// Takes the whole lines of a chunk.
    ///
    /// @return bytes of the last, unfinished line, now at the start of the chunk; a line as long as the chunk is
    ///     dropped
    private static int takeLines(byte[] chunk, int length, ConnectionList into) {
        int from = 0;
        for (int i = 0; i < length; i++) {
            if (chunk[i] == '\n') {
                into.take(chunk, from, i);
                from = i + 1;
            }
        }
        int rest = length - from;
        System.arraycopy(chunk, from, chunk, 0, rest);
        return rest == CHUNK ? 0 : rest;
    }
}
