package dev.lvsd.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
final class ControlClientTest {
    @TempDir
    private Path directory;

    @Test
    void missingSocketIsNamed() {
        Path socket = directory.resolve("s");
        ControlException failure = failure(socket);
        assertEquals(ControlException.Kind.NO_ANSWER, failure.kind());
        assertEquals(
                "no answer from lvsd on " + socket
                        + ": there is no such socket; is lvsd running? (-s names another socket)",
                failure.getMessage());
    }

    @Test
    void socketWithoutListenerIsToldFromAMissingOne() throws IOException {
        Path socket = directory.resolve("s");
        ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket)).close();
        assertEquals(
                "no answer from lvsd on " + socket + ": nobody listens on it; is lvsd running?",
                failure(socket).getMessage());
    }

    @Test
    void regularFileIsNoSocket() throws IOException {
        Path file = Files.writeString(directory.resolve("f"), "");
        assertEquals(ControlException.Kind.NO_ANSWER, failure(file).kind());
        assertEquals(
                "no answer from lvsd on " + file + ": it is no socket (-s names another)", failure(file).getMessage());
    }

    @Test
    void pathThatIsTooLongForASocketIsALineToo() {
        assertEquals(ControlException.Kind.NO_ANSWER, failure(directory.resolve("x".repeat(200))).kind());
    }

    @Test
    void silenceEndsAfterTheClientsPatience() throws IOException {
        Path socket = directory.resolve("s");
        try (FakeServer _ = new FakeServer(socket, "")) {
            ControlException failure = assertThrows(
                    ControlException.class, () -> new ControlClient(socket, Duration.ofMillis(100)).status());
            assertEquals("no answer from lvsd on " + socket + ": no answer within 0.1 s", failure.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "SSH-2.0-OpenSSH_9.2\r\n",
        "HTTP/1.1 200 OK\r\nServer: nginx\r\nContent-Length: 2\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nServer: lvsd\r\nContent-Length: 2\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nServer: lvsd\r\nContent-Length: 4\r\n\r\nnull",
        "HTTP/1.1 200 OK\r\nServer: lvsd\r\nContent-Length: 5\r\n\r\n[1,2]",
        "HTTP/1.1 500 Oops\r\nServer: lvsd\r\nContent-Length: 3\r\n\r\nxyz",
        "HTTP/1.1 999999 x\r\nServer: lvsd\r\n\r\n",
        "\r\n\r\n",
        "{}",
    })
    void whoeverIsNoLvsdIsCalledSo(String answer) throws IOException {
        Path socket = directory.resolve("s");
        try (FakeServer _ = new FakeServer(socket, answer)) {
            ControlException failure = failure(socket);
            assertEquals(ControlException.Kind.NOT_LVSD, failure.kind());
            assertTrue(String.valueOf(failure.getMessage()).startsWith(socket + ": "), failure.getMessage());
            assertEquals(1, String.valueOf(failure.getMessage()).lines().count());
        }
    }

    @Test
    void errorOfTheDaemonIsPassedOn() throws IOException {
        Path socket = directory.resolve("s");
        String answer = "HTTP/1.1 503 Busy\r\nServer: lvsd\r\nContent-Length: 21\r\n\r\n{\"error\":\"not so fast\"}";
        try (FakeServer _ = new FakeServer(socket, answer)) {
            ControlException failure = failure(socket);
            assertEquals(ControlException.Kind.REFUSED, failure.kind());
            assertEquals("lvsd on " + socket + ": not so fast", failure.getMessage());
        }
    }

    @Test
    void answerThatWasCutOffIsNoAnswer() throws IOException {
        Path socket = directory.resolve("s");
        try (FakeServer _ = new FakeServer(
                socket, "HTTP/1.1 200 OK\r\nServer: lvsd\r\nContent-Length: 2000\r\n\r\n{\"at\":")) {
            ControlException failure = failure(socket);
            assertEquals(ControlException.Kind.NO_ANSWER, failure.kind());
            assertTrue(String.valueOf(failure.getMessage()).contains("cut off"), failure.getMessage());
        }
    }

    @Test
    void anyBytesAreReadAsSomeAnswer() {
        byte[] good = "HTTP/1.1 200 OK\r\nServer: lvsd\r\nContent-Length: 2\r\n\r\n{}"
                .getBytes(StandardCharsets.US_ASCII);
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = Arrays.copyOf(good, random.nextInt(good.length + 1));
            for (int change = random.nextInt(4); change > 0 && bytes.length > 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            assertTrue(HttpAnswer.parse(bytes).status() >= 0);
        }
    }

    private static ControlException failure(Path socket) {
        return assertThrows(
                ControlException.class, () -> new ControlClient(socket, Duration.ofSeconds(10)).status());
    }
}
