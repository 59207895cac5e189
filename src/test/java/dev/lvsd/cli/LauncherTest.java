package dev.lvsd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The shell launchers, with JDKs that print their arguments.
@Timeout(30)
final class LauncherTest {
    private static final Path SOURCE = Path.of("src/main/bin");

    @TempDir
    private Path directory;

    private Path tree;
    private Path good;

    @BeforeEach
    void makeTree() throws IOException {
        tree = directory.resolve("a tree");
        Files.createDirectories(tree.resolve("bin"));
        Files.createDirectories(tree.resolve("lib"));
        for (String name : new String[] {"lvsd", "lvsctl"}) {
            executable(tree.resolve("bin").resolve(name), Files.readString(SOURCE.resolve(name)));
        }
        Files.copy(SOURCE.resolve("find-java"), tree.resolve("lib/find-java"));
        good = jdk("good jdk", "25.0.3");
    }

    @Test
    void daemonStartsWithItsNameAndItsArgumentsUntouched() throws Exception {
        Run run = run(tree.resolve("bin/lvsd"), Map.of("LVSD_JAVA_HOME", good.toString()), "run", "-c", "a b.conf");
        assertEquals(0, run.status());
        assertTrue(run.output().endsWith("dev.lvsd.Main|lvsd|run|-c|a b.conf|\n"), run.output());
        assertTrue(run.output().startsWith("good jdk|"), run.output());
        assertFalse(run.output().contains("AOTCache"), run.output());
    }

    @Test
    void cacheIsUsedWhereItIsAndOptionsOfTheUserComeLast() throws Exception {
        Files.writeString(tree.resolve("lib/lvsd.aot"), "");
        Run run = run(
                tree.resolve("bin/lvsd"),
                Map.of("LVSD_JAVA_HOME", good.toString(), "LVSD_JAVA_OPTS", "-Xmx1g -Da=b"));
        assertTrue(run.output().contains("|-XX:AOTCache=" + tree.resolve("bin/../lib/lvsd.aot") + "|"), run.output());
        assertTrue(run.output().contains("|-Xmx1g|-Da=b|-cp|"), run.output());
    }

    @Test
    void launcherIsFoundThroughRelativeAndAbsoluteLinks() throws Exception {
        Path first = Files.createSymbolicLink(directory.resolve("first"), Path.of("a tree/bin/lvsctl"));
        Path second = Files.createSymbolicLink(directory.resolve("second"), first);
        Run run = run(second, Map.of("LVSD_JAVA_HOME", good.toString()), "status");
        assertTrue(run.output().endsWith("|lvsctl|status|\n"), run.output());
    }

    @Test
    void javaHomeThatIsTooOldIsPassedOver() throws Exception {
        Path old = jdk("old jdk", "17.0.15");
        Run run = run(tree.resolve("bin/lvsd"), Map.of("JAVA_HOME", old.toString()));
        assertFalse(run.output().startsWith("old jdk"), run.output());
    }

    @Test
    void jdkThatTheUserNamesMustFit() throws Exception {
        Path old = jdk("old jdk", "17.0.15");
        Run run = run(tree.resolve("bin/lvsctl"), Map.of("LVSD_JAVA_HOME", old.toString()));
        assertEquals(1, run.status());
        assertTrue(run.output().startsWith("lvsctl: no JDK 25 or later was found"), run.output());
        assertTrue(run.output().contains("LVSD_JAVA_HOME " + old + ": Java 17"), run.output());
    }

    @Test
    void laterJdkFitsToo() throws Exception {
        Run run = run(tree.resolve("bin/lvsd"), Map.of("LVSD_JAVA_HOME", jdk("new jdk", "27").toString()));
        assertTrue(run.output().startsWith("new jdk|"), run.output());
    }

    private Path jdk(String name, String version) throws IOException {
        Path home = directory.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"" + version + "\"\n");
        executable(home.resolve("bin/java"), "#!/bin/sh\nprintf '%s|' '" + name + "' \"$@\"\necho\n");
        return home;
    }

    private static void executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Run run(Path launcher, Map<String, String> environment, String... arguments) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(launcher.toString());
        builder.command().addAll(List.of(arguments));
        builder.environment().keySet().removeIf(name -> name.contains("JAVA"));
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output);
    }

    private record Run(int status, String output) {}
}
