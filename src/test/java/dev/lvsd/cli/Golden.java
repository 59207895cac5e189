package dev.lvsd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Renderings as they should be, a file each in `src/test/resources/cli`. `mvn test -Drewrite` writes them anew:
/// read the difference before it is committed.
final class Golden {
    private static final Path DIRECTORY = Path.of("src/test/resources/cli");

    private Golden() {}

    /// Compares a rendering with its file, and every line with the width of a terminal.
    static void assertRenders(String name, String text) throws IOException {
        assertRenders(name, text, Page.WIDTH);
    }

    /// The same with a terminal of another width.
    static void assertRenders(String name, String text, int width) throws IOException {
        Path file = DIRECTORY.resolve(name + ".txt");
        if (System.getProperty("rewrite") != null) {
            Files.writeString(file, text);
        }
        assertEquals(Files.readString(file), text);
        text.lines().forEach(line -> assertTrue(line.length() <= width, "too wide: " + line));
    }
}
