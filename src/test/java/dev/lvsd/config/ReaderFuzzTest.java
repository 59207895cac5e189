package dev.lvsd.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.config.text.Problem;
import dev.lvsd.config.text.ProblemCollector;
import dev.lvsd.config.text.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Whatever a file holds, problems come out and never an exception. A failing seed is in the message.
class ReaderFuzzTest {
    private static final List<Path> TEXTS = List.of(
            Path.of("conf"), Path.of("src/test/resources/config/pairs"), Path.of("src/test/resources/config/golden"));
    private static final String SPICE = "{}[]\"'#!$@~:,-&*?|>%\\ \t\n\r\0\u00e4\u2028\ud83d 0159.eE_/";
    private static final int ROUNDS = 3000;

    @Test
    void mutatedTextsGiveProblemsAndNoException() throws IOException {
        List<SourceText> texts = texts();
        for (long seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            SourceText original = texts.get(random.nextInt(texts.size()));
            SourceText mutated = new SourceText(original.name(), mutate(original.text(), random));
            Syntax syntax = random.nextInt(8) == 0 ? other(original.name()) : Syntax.ofFile(original.name());
            String what = "seed " + seed + " of " + original.name();
            Loaded loaded = assertTimeoutPreemptively(
                    Duration.ofSeconds(10), () -> ConfigurationFile.read(mutated, syntax, "host"), what);
            assertSound(loaded, what);
        }
    }

    private static void assertSound(Loaded loaded, String what) {
        assertEquals(loaded.problems().hasErrors(), loaded.configuration() == null, what);
        assertTrue(loaded.problems().all().size() <= ProblemCollector.LIMIT + 1, what);
        for (Problem problem : loaded.problems().all()) {
            int line = problem.position().line();
            assertTrue(line >= 0 && line <= problem.position().source().lines().size() + 1, () -> what + problem);
            assertTrue(problem.render().lines().count() <= 4, () -> what + problem.render());
        }
    }

    private static String mutate(String text, Random random) {
        StringBuilder mutated = new StringBuilder(text);
        for (int i = random.nextInt(12); i >= 0; i--) {
            int at = random.nextInt(mutated.length() + 1);
            int end = Math.min(mutated.length(), at + random.nextInt(1 << random.nextInt(8)));
            switch (random.nextInt(5)) {
                case 0 -> mutated.delete(at, end);
                case 1 -> mutated.insert(at, SPICE.charAt(random.nextInt(SPICE.length())));
                case 2 -> mutated.insert(random.nextInt(mutated.length() + 1), mutated.substring(at, end));
                case 3 -> mutated.replace(at, end, String.valueOf(SPICE.charAt(random.nextInt(SPICE.length()))));
                default -> mutated.insert(at, "9".repeat(random.nextInt(40)));
            }
        }
        return mutated.toString();
    }

    private static Syntax other(String name) {
        return switch (Syntax.ofFile(name)) {
            case YAML -> Syntax.KEEPALIVED;
            case KEEPALIVED -> Syntax.YAML;
        };
    }

    private static List<SourceText> texts() throws IOException {
        List<SourceText> texts = new ArrayList<>();
        for (Path directory : TEXTS) {
            try (Stream<Path> files = Files.list(directory)) {
                for (Path path : files.filter(file -> !file.toString().endsWith(".problems")).sorted().toList()) {
                    texts.add(new SourceText(path.toString(), Files.readString(path)));
                }
            }
        }
        return texts;
    }
}
