package dev.lvsd.owned;

import dev.lvsd.vrrp.Maintenance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// That the node is in maintenance, in the state directory. The file is there as long as it is: whatever it says, and
/// be it nothing, an operator has put it there. Its lines are `by`, `at` (ISO 8601) and `reason`, each with its value.
///
/// @param path of the file; its directory exists
public record MaintenanceFile(Path path) {
    private static final String BY = "by ";
    private static final String AT = "at ";
    private static final String REASON = "reason ";

    /// Reads it.
    ///
    /// @return null where the file is not there
    public @Nullable Maintenance read() throws IOException {
        try {
            List<String> lines =
                    new String(Files.readAllBytes(path), StandardCharsets.UTF_8).lines().toList();
            Instant changed = Files.getLastModifiedTime(path).toInstant();
            return new Maintenance(value(BY, lines, "somebody"), moment(value(AT, lines, ""), changed),
                    value(REASON, lines, ""));
        } catch (NoSuchFileException _) {
            return null;
        } catch (IOException e) {
            throw new IOException(path + ": cannot be read: " + e, e);
        }
    }

    private static String value(String name, List<String> lines, String otherwise) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).strip())
                .findFirst()
                .orElse(otherwise);
    }

    private static Instant moment(String text, Instant otherwise) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException _) {
            return otherwise;
        }
    }

    /// Says that the node is in maintenance. When this returns it is on the disk.
    public void write(Maintenance maintenance) throws IOException {
        String text = BY + maintenance.by() + "\n"
                + AT + maintenance.at() + "\n" + REASON + maintenance.reason() + "\n";
        try {
            DurableFile.replace(path, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IOException(path + ".next: cannot be written: " + e, e);
        }
    }

    /// Says that it is no longer.
    public void remove() throws IOException {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new IOException(path + ": cannot be removed: " + e, e);
        }
    }
}
