package dev.lvsd.owned;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateLockTest {
    @TempDir
    private Path directory = Path.of("");

    @Test
    void secondDaemonInAStateDirectoryIsRefusedUntilTheFirstIsGone() throws IOException {
        StateLock first = StateLock.take(directory);
        IOException refused = assertThrows(IOException.class, () -> StateLock.take(directory));
        assertEquals("state directory " + directory + ": another lvsd uses it, of another network namespace perhaps; "
                + "--state gives each its own", refused.getMessage());
        first.close();
        StateLock.take(directory).close();
    }

    @Test
    void directoryThatCannotHoldALockKeepsNobodyFromStarting() throws IOException {
        StateLock.take(directory.resolve("gone")).close();
    }
}
