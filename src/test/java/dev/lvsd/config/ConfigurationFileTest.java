package dev.lvsd.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.config.text.Problem;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationFileTest {
    private static final String INSTANCE = """
            vrrp_instance VI {
                interface eth0
                virtual_router_id 51
                virtual_ipaddress {
                    192.0.2.113
                }
            }
            """;

    @TempDir
    private Path directory = Path.of("");

    private Path write(String name, String text) throws IOException {
        Path path = directory.resolve(name);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text);
    }

    private String messages(Loaded loaded) {
        return String.join("\n", loaded.problems().all().stream().map(Problem::headline).toList())
                .replace(directory + "/", "");
    }

    private String onlyError(String name) {
        Loaded loaded = assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> ConfigurationFile.load(directory.resolve(name)));
        assertNull(loaded.configuration());
        assertEquals(1, loaded.problems().all().size(), () -> messages(loaded));
        return messages(loaded);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.yaml", "x.conf"})
    void whatIsNoTextIsOneClearError(String name) throws IOException {
        Path file = directory.resolve(name);
        assertEquals(name + ": error: the file does not exist", onlyError(name));
        Files.createDirectory(file);
        assertEquals(name + ": error: the file is a directory", onlyError(name));
        Files.delete(file);
        Files.write(file, new byte[] {'a', ':', 0, 1});
        assertEquals(name + ": error: the file is no text: byte 3 is zero", onlyError(name));
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(100_000_000);
        }
        assertEquals(name + ": error: the file is longer than 32 MiB", onlyError(name));
    }

    @Test
    void aliasBombAndDeepNestingAreOneErrorEach() throws IOException {
        StringBuilder bomb = new StringBuilder("a: &a [x, x, x, x, x, x, x, x, x]\n");
        for (char c = 'b'; c < 'z'; c++) {
            char before = (char) (c - 1);
            bomb.append(c).append(": &").append(c).append(" [*").append(before);
            bomb.append((", *" + before).repeat(8)).append("]\n");
        }
        write("bomb.yaml", bomb.toString());
        assertEquals("bomb.yaml:1:4: error: anchors and aliases are not allowed", onlyError("bomb.yaml"));
        write("deep.yaml", "[\n".repeat(500_000));
        assertEquals("deep.yaml:34:1: error: this is nested deeper than 32 levels", onlyError("deep.yaml"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "[a,", "}\n", "\n", "a a a a a a a a a a a a\n", "{\n", "- a\n", "\"\n"})
    void hugeNonsenseEndsSoonAndWithFewWords(String text) throws IOException {
        for (String begin : List.of("virtual_ipaddress:\n", "vrrp_instance A {\nvirtual_ipaddress {\n")) {
            String name = begin.startsWith("virtual") ? "huge.yaml" : "huge.conf";
            write(name, begin + text.repeat(8_000_000 / text.length()));
            Loaded loaded = assertTimeoutPreemptively(
                    Duration.ofSeconds(20), () -> ConfigurationFile.load(directory.resolve(name)));
            assertNull(loaded.configuration());
            assertTrue(loaded.problems().render().length() < 1_000_000);
        }
    }

    @Test
    void otherEncodingIsAWarningInKeepalivedConfAndAnErrorInYaml() throws IOException {
        Files.write(directory.resolve("l1.conf"), ("# gr\u00fcn\n" + INSTANCE).getBytes(StandardCharsets.ISO_8859_1));
        Loaded loaded = ConfigurationFile.load(directory.resolve("l1.conf"));
        assertNotNull(loaded.configuration());
        assertEquals("l1.conf:1:5: warning: the file is not UTF-8; it is read as ISO 8859-1", messages(loaded));
        Files.write(directory.resolve("l1.yaml"), "# gr\u00fcn\n".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals("l1.yaml:1:5: error: the file is not UTF-8", onlyError("l1.yaml"));
    }

    @Test
    void byteOrderMarkIsNoKeyword() throws IOException {
        write("bom.conf", "\ufeff" + INSTANCE);
        assertEquals("", messages(ConfigurationFile.load(directory.resolve("bom.conf"))));
    }

    @Test
    void passwordThatOthersMayReadIsAWarning() throws IOException {
        String text = INSTANCE.replace("virtual_router_id",
                "authentication {\n auth_type PASS\n auth_pass 1111\n }\n virtual_router_id");
        Path path = write("secret.conf", text);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
        assertEquals("secret.conf: warning: the file holds a password, and everybody may read it",
                messages(ConfigurationFile.load(path)));
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r-----"));
        assertEquals("", messages(ConfigurationFile.load(path)));
    }

    @Test
    void includesAreRelativeSortedAndKeepTheirPositions() throws IOException {
        write("main.conf", "include conf.d/*.conf\ninclude nothing/*\n");
        write("conf.d/20.conf", "virtual_server 192.0.2.113 80 {\n    protocol TCP\n    include ../rs/{a,b}.inc\n}\n");
        write("conf.d/10.conf", INSTANCE);
        write("conf.d/.hidden.conf", "nonsense\n");
        write("rs/a.inc", "real_server 198.51.100.1 80 {\n}\n");
        write("rs/b.inc", "\n  real_server 198.51.100.2 80 {\n    wieght 3\n}\n");
        Loaded loaded = ConfigurationFile.load(directory.resolve("main.conf"));
        assertNotNull(loaded.configuration());
        assertEquals(1, loaded.configuration().vrrpInstances().size());
        assertEquals(2, loaded.configuration().virtualServers().getFirst().realServers().size());
        assertEquals("""
                main.conf:2:9: warning: no file matches nothing/*; nothing is included
                rs/b.inc:3:5: warning: unknown keyword "wieght" in real_server; it is skipped""", messages(loaded));
    }

    @Test
    void includeOfItselfEnds() throws IOException {
        write("a.conf", "include b.conf\n" + INSTANCE);
        write("b.conf", "include a.conf\n");
        Loaded loaded = ConfigurationFile.load(directory.resolve("a.conf"));
        assertNotNull(loaded.configuration());
        assertEquals("b.conf:1:9: warning: " + directory + "/a.conf includes itself; it is not read again",
                loaded.problems().all().getFirst().headline().replace(directory + "/b.conf", "b.conf"));
    }

    @Test
    void includesThatMultiplyEnd() throws IOException {
        for (int i = 0; i < 12; i++) {
            write("x" + i, ("include x" + (i + 1) + "\n").repeat(10));
        }
        write("x12", "\n");
        Loaded loaded = assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> ConfigurationFile.load(directory.resolve("x0")));
        assertNull(loaded.configuration());
    }

    @Test
    void includeThatCannotBeReadIsAWarning() throws IOException {
        write("main.conf", INSTANCE + "include other.conf\ninclude \"sub\"\ninclude zero\ninclude\n");
        write("sub/x", "");
        write("zero", "\0");
        Loaded loaded = ConfigurationFile.load(directory.resolve("main.conf"));
        assertEquals("""
                main.conf:8:9: warning: other.conf does not exist; nothing is included
                main.conf:9:10: warning: sub is a directory; nothing is included
                main.conf:10:9: warning: zero is no text: byte 1 is zero; nothing is included
                main.conf:11:1: error: include has no value""", messages(loaded));
    }

    @Test
    void hugeConfigurationLoadsWithinASecondOfAProcessorWhenWarm() throws IOException {
        StringBuilder conf = new StringBuilder();
        StringBuilder yaml = new StringBuilder("virtual_server:\n");
        for (int i = 0; i < 4000; i++) {
            String address = "10.1." + i / 250 + "." + i % 250;
            conf.append("virtual_server ").append(address).append(" 80 {\n  protocol TCP\n  lb_kind DR\n");
            yaml.append("  - address: ").append(address).append("\n    port: 80\n    protocol: TCP\n");
            yaml.append("    lb_kind: DR\n    real_server:\n");
            for (int j = 1; j <= 5; j++) {
                conf.append("  real_server 10.2.0.").append(j);
                conf.append(" 80 {\n    weight 100\n    TCP_CHECK {\n      connect_timeout 3\n    }\n  }\n");
                yaml.append("      - {address: 10.2.0.").append(j);
                yaml.append(", port: 80, weight: 100, TCP_CHECK: {connect_timeout: 3}}\n");
            }
            conf.append("}\n");
        }
        for (Path path : List.of(write("big.conf", conf.toString()), write("big.yaml", yaml.toString()))) {
            ConfigurationFile.load(path);
            long best = Long.MAX_VALUE;
            for (int i = 0; i < 3; i++) {
                long start = processorNanos();
                Loaded loaded = ConfigurationFile.load(path);
                best = Math.min(best, processorNanos() - start);
                assertNotNull(loaded.configuration());
                assertEquals(4000, loaded.configuration().virtualServers().size());
            }
            long milliseconds = best / 1_000_000;
            assertTrue(milliseconds < 1000, () -> path + ": " + milliseconds + " ms");
        }
    }

    /// Of this thread, so that a busy machine does not count.
    private static long processorNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
