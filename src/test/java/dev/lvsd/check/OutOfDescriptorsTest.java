package dev.lvsd.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutOfDescriptorsTest {
    @Test
    void realServersStayUpWhileNoCheckCanRun() throws Exception {
        try (LoopbackServers servers = new LoopbackServers()) {
            String targets = servers.open("127.0.0.1") + " " + servers.open("127.0.0.1");
            String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            Process process = new ProcessBuilder(
                            "sh", "-c", "ulimit -n 128 && exec \"$@\" " + targets, "sh",
                            java, "-XX:-MaxFDLimit", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                            "--enable-native-access=ALL-UNNAMED",
                            "-cp", System.getProperty("java.class.path"), OutOfDescriptors.class.getName())
                    .redirectErrorStream(true)
                    .start();
            List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("> "))
                    .toList();
            assertEquals(
                    List.of(
                            "> UP",
                            "> could not run: no file descriptor left in this process:"
                                    + " raise LimitNOFILE of the service or ulimit -n",
                            "> 2 changes"),
                    lines);
            assertEquals(0, process.waitFor());
        }
    }
}
