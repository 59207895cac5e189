package dev.lvsd.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.lvsd.config.text.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Each file of the directory, and beside it, named `….problems`, what must be said of it.
class GoldenFilesTest {
    private static final Path DIRECTORY = Path.of("src/test/resources/config/golden");

    @TestFactory
    Stream<DynamicTest> problemsOf() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(DIRECTORY)) {
            files = all.filter(path -> !path.toString().endsWith(".problems")).sorted().toList();
        }
        assertFalse(files.isEmpty());
        return files.stream().map(path -> DynamicTest.dynamicTest(path.getFileName().toString(), () -> {
            String name = path.getFileName().toString();
            Loaded loaded =
                    ConfigurationFile.read(new SourceText(name, Files.readString(path)), Syntax.ofFile(name), "lb1");
            assertEquals(Files.readString(Path.of(path + ".problems")), loaded.problems().render());
            assertEquals(loaded.problems().hasErrors(), loaded.configuration() == null);
        }));
    }
}
