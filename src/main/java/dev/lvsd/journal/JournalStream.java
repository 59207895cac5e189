package dev.lvsd.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Whether what we write goes to the journal: systemd names device and inode of the stream in `JOURNAL_STREAM`
/// (systemd.exec(5)), which a process whose output was sent elsewhere inherits all the same.
public final class JournalStream {
    /// Standard output.
    public static final int STDOUT = 1;
    /// Standard error.
    public static final int STDERR = 2;

    private JournalStream() {}

    /// Whether a descriptor is the stream that the environment names.
    public static boolean is(int descriptor) {
        return is(descriptor, System.getenv("JOURNAL_STREAM"));
    }

    /// Whether a descriptor is the stream `DEVICE:INODE`, both decimal.
    static boolean is(int descriptor, @Nullable String stream) {
        if (stream == null) {
            return false;
        }
        try {
            Path file = Path.of("/proc/self/fd", Integer.toString(descriptor));
            return stream.equals(Files.getAttribute(file, "unix:dev") + ":" + Files.getAttribute(file, "unix:ino"));
        } catch (IOException _) {
            return false;
        }
    }
}
