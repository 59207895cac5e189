package dev.lvsd.owned;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lvsd.vrrp.Maintenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MaintenanceFileTest {
    @TempDir
    private Path directory;

    private Path path;
    private MaintenanceFile file;

    @BeforeEach
    void name() {
        path = directory.resolve("maintenance");
        file = new MaintenanceFile(path);
    }

    @Test
    void whatWasSaidIsReadByTheNextRun() throws IOException {
        assertNull(file.read());
        Maintenance said = new Maintenance(
                "root (sudo: alice)", Instant.parse("2026-11-21T12:00:00.123456Z"), "Käse 7");
        file.write(said);
        assertEquals(said, file.read());
        file.remove();
        file.remove();
        assertNull(file.read());
    }

    /// An operator may make it with `touch`, and a disk may have lost its end.
    @Test
    void fileThatSaysNothingIsMaintenanceAsWell() throws IOException {
        Files.write(path, new byte[] {'a', 't', ' ', '5', '\n', (byte) 0xff, 0, '\n'});
        Maintenance read = Objects.requireNonNull(file.read());
        assertEquals("somebody", read.by());
        assertEquals("", read.reason());
        assertEquals(Files.getLastModifiedTime(path).toInstant(), read.at());
    }

    @Test
    void whatCannotBeWrittenIsSaidWithItsPath() throws IOException {
        MaintenanceFile nowhere = new MaintenanceFile(directory.resolve("none/maintenance"));
        IOException e = assertThrows(
                IOException.class, () -> nowhere.write(new Maintenance("alice", Instant.EPOCH, "")));
        assertEquals(true, String.valueOf(e.getMessage()).contains("none/maintenance.next: cannot be written"));
    }
}
