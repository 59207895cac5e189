package dev.lvsd.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class UncheckableTest {
    @Test
    void realServersStayUpWhileNoDescriptorIsLeft() throws Exception {
        assertEquals(
                List.of(
                        "> UP",
                        "> could not run: no file descriptor left in this process:"
                                + " raise LimitNOFILE of the service or ulimit -n",
                        "> 2 changes"),
                run("-XX:-MaxFDLimit"));
    }

    @Test
    void nothingIsCheckedWithoutTheNativeTransport() throws Exception {
        List<String> lines = run("-Dio.netty.transport.noNative=true");
        assertEquals(2, lines.size(), lines::toString);
        assertTrue(lines.getFirst().startsWith("> could not run: Netty's native epoll transport is not available: "),
                lines::getFirst);
        assertEquals("> 0 changes", lines.getLast());
    }

    private static List<String> run(String option) throws Exception {
        try (LoopbackServers servers = new LoopbackServers()) {
            String targets = servers.open("127.0.0.1") + " " + servers.open("127.0.0.1");
            String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            Process process = new ProcessBuilder(
                            "sh", "-c", "ulimit -n 128 && exec \"$@\" " + targets, "sh",
                            java, option, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                            "--enable-native-access=ALL-UNNAMED",
                            "-cp", System.getProperty("java.class.path"), Uncheckable.class.getName())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, process.waitFor(), output);
            return output.lines().filter(line -> line.startsWith("> ")).toList();
        }
    }
}
