package dev.lvsd.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.lvsd.config.text.Problem;
import dev.lvsd.config.text.Severity;
import dev.lvsd.config.text.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The same configuration in both syntaxes becomes the same records, with the same warnings.
class BothSyntaxesTest {
    private static final Path PAIRS = Path.of("src/test/resources/config/pairs");

    @ParameterizedTest
    @ValueSource(strings = {
        "migration", "web", "minimal", "openshift", "everything", "pool", "wire", "accept", "groups"})
    void pairIsEqual(String name) throws IOException {
        assertEqual(PAIRS.resolve(name + ".conf"), PAIRS.resolve(name + ".yaml"));
    }

    @Test
    void examplesAreEqualAndClean() throws IOException {
        for (String suffix : List.of("", "-backup")) {
            assertEqual(Path.of("conf/keepalived" + suffix + ".conf"), Path.of("conf/lvsd" + suffix + ".yaml"));
        }
        List<Path> examples;
        try (Stream<Path> all = Files.list(Path.of("conf"))) {
            examples = all.filter(BothSyntaxesTest::isConfiguration).sorted().toList();
        }
        for (Path example : examples) {
            assertEquals("", read(example).problems().render(), example.toString());
        }
    }

    /// Of `conf`, all but what is for Prometheus and its reader.
    private static boolean isConfiguration(Path file) {
        return !Set.of("lvsd-alerts.yaml", "metrics.md").contains(file.getFileName().toString());
    }

    private static void assertEqual(Path keepalived, Path yaml) throws IOException {
        Loaded one = read(keepalived);
        Loaded other = read(yaml);
        assertNotNull(one.configuration(), () -> one.problems().render());
        assertEquals(one.configuration(), other.configuration(), () -> other.problems().render());
        assertEquals(messages(one), messages(other));
    }

    private static Map<String, Long> messages(Loaded loaded) {
        return loaded.problems().all().stream()
                .peek(problem -> assertEquals(Severity.WARNING, problem.severity(), problem::render))
                .map(Problem::message)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    private static Loaded read(Path path) throws IOException {
        SourceText source = new SourceText(path.toString(), Files.readString(path));
        return ConfigurationFile.read(source, Syntax.ofFile(path.toString()), "director1.example.org");
    }
}
