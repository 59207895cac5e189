package dev.lvsd.vrrp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a virtual router does, as text: the files of `src/test/resources/vrrp`, in the language of [RouterScript].
/// `mvn test -Dtest=RouterScriptsTest -Drewrite` records the outcomes anew, those of lines without an arrow too: read
/// the difference before it is committed.
class RouterScriptsTest {
    private static final Path DIRECTORY = Path.of("src/test/resources/vrrp");

    static List<Path> scripts() throws IOException {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void virtualRouterDoesWhatTheScriptSays(Path script) throws IOException {
        String played = RouterScript.play(Files.readString(script));
        if (System.getProperty("rewrite") != null) {
            Files.writeString(script, played);
        }
        assertEquals(Files.readString(script), played);
    }
}
