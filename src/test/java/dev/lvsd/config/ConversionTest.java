package dev.lvsd.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.config.text.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// A converted configuration is the same configuration.
class ConversionTest {
    private static final Path GOLDEN = Path.of("src/test/resources/config/golden");
    private static final List<Path> DIRECTORIES =
            List.of(Path.of("conf"), Path.of("src/test/resources/config/pairs"), GOLDEN);
    /// Of what is wrong in these the YAML has nothing, rather than what keepalived makes of it.
    private static final Set<String> NOT_ALL_OF_IT =
            Set.of("accept.conf", "definitions.conf", "http.conf", "numbers.conf", "quorum.conf", "unknown.conf");
    private static final String HOST = "lb1";

    @TestFactory
    Stream<DynamicTest> everyFileThatRunsIsTheSameInTheOtherSyntaxAndBack() throws IOException {
        Stream.Builder<DynamicTest> tests = Stream.builder();
        for (Path directory : DIRECTORIES) {
            try (Stream<Path> files = Files.list(directory)) {
                files.filter(file -> file.toString().matches(".*\\.(conf|yaml)")).sorted().forEach(file ->
                        tests.add(DynamicTest.dynamicTest(file.toString(), () -> assertRoundTrip(file))));
            }
        }
        return tests.build();
    }

    private static void assertRoundTrip(Path file) throws IOException {
        Syntax syntax = Syntax.ofFile(file.toString());
        Conversion there = convert(file.toString(), Files.readString(file), syntax);
        if (there.before() == null) {
            assertTrue(there.problems().hasErrors());
            assertEquals("", there.text());
            return;
        }
        if (NOT_ALL_OF_IT.contains(file.getFileName().toString()) && file.startsWith(GOLDEN)) {
            assertFalse(there.isComplete(), "now complete, which is fine: take it off the list");
            return;
        }
        assertTrue(there.isComplete(), () -> there.text() + there.left() + there.before() + "\n" + there.after());
        Conversion back = convert("back", there.text(), other(syntax));
        assertTrue(back.isComplete(), () -> back.text() + back.left());
        assertEquals(there.before(), back.after());
    }

    @Test
    void exampleIsWrittenAsItsAuthorWould() throws IOException {
        assertEquals(
                Files.readString(Path.of("src/test/resources/config/converted.yaml")),
                convert("a", Files.readString(Path.of("conf/keepalived.conf")), Syntax.KEEPALIVED).text());
    }

    @Test
    void whatKeepalivedReadsOtherwiseThanItLooksIsWrittenAsItIsRead() {
        Conversion conversion = convert("a.conf", """
                virtual_server 192.0.2.1 80abc {
                    protocol TCP
                    delay_loop 10s
                    lb_algo nonsense
                    lb_kind DR
                    lb_kind NAT
                    real_server 192.0.2.21 80 {
                        weight 5
                        weight 7 8
                    }
                    real_server 192.0.2.999 80 {
                    }
                }
                """, Syntax.KEEPALIVED);
        assertEquals("""
                virtual_server:
                  - address: 192.0.2.1
                    port: 80
                    protocol: TCP
                    delay_loop: 10
                    lb_kind: NAT
                    real_server:
                      - {address: 192.0.2.21, port: 80, weight: 7}
                """, conversion.text());
        assertTrue(conversion.before() != null && conversion.before().equals(conversion.after()));
    }

    @Test
    void whatDoesNotFitIsWrittenAsKeepalivedTakesIt() {
        Conversion conversion = convert("a.conf", """
                virtual_server 192.0.2.1 {
                    lb_algo rr
                    sh-port
                    quorum 9
                    hysteresis 7
                    sorry_server_inhibit
                    real_server 192.0.2.21 80 {
                        weight 3
                        lthreshold 5
                    }
                }
                virtual_server 192.0.2.1 80 {
                    protocol TCP
                    ops
                    real_server 192.0.2.21 80 {
                    }
                }
                """, Syntax.KEEPALIVED);
        assertTrue(conversion.isComplete(), () -> conversion.text() + conversion.left());
        assertEquals("""
                virtual_server:
                  - address: 192.0.2.1
                    persistence_timeout: 360
                    protocol: UDP
                    lb_algo: rr
                    quorum: 3
                    hysteresis: 2
                    real_server:
                      - {address: 192.0.2.21, port: 80, weight: 3}
                  - address: 192.0.2.1
                    port: 80
                    protocol: TCP
                    real_server:
                      - {address: 192.0.2.21, port: 80}
                """, conversion.text());
    }

    @Test
    void anyWordsComeBackAsTheyWere() {
        String spice = "ab1.:/-_%+@=,[]{}#!&*?|<>'\"\\~`$ \tnulltrue0x1f1e3yes:\u00e4\u20ac";
        for (long seed = 0; seed < 3000; seed++) {
            Random random = new Random(seed);
            StringBuilder word = new StringBuilder();
            for (int i = 1 + random.nextInt(8); i > 0; i--) {
                word.append(spice.charAt(random.nextInt(spice.length())));
            }
            String quoted = word.toString().replace("\\", "\\\\").replace("\"", "\\\"");
            Conversion there = convert("a.conf", "global_defs {\n router_id \"" + quoted + "\"\n}\n"
                    + "virtual_server 192.0.2.1 80 {\n protocol TCP\n real_server 192.0.2.2 80 {\n }\n}\n",
                    Syntax.KEEPALIVED);
            String what = "seed " + seed + ": " + word + "\n" + there.text();
            assertTrue(there.isComplete(), what);
            assertTrue(convert("b.yaml", there.text(), Syntax.YAML).isComplete(), what);
        }
    }

    @Test
    void fileWithErrorsIsNotConverted() {
        Conversion conversion = convert("a.conf", "virtual_server {\n", Syntax.KEEPALIVED);
        assertEquals("", conversion.text());
        assertFalse(conversion.isComplete());
    }

    private static Conversion convert(String name, String text, Syntax from) {
        return Conversion.of(
                ConfigurationFile.parse(new SourceText(name, text), from, HOST), from, other(from), HOST);
    }

    private static Syntax other(Syntax syntax) {
        return switch (syntax) {
            case YAML -> Syntax.KEEPALIVED;
            case KEEPALIVED -> Syntax.YAML;
        };
    }
}
