package dev.lvsd.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
final class SocketFileTest {
    @TempDir
    private Path directory;

    @Test
    void socketIsForItsOwnerAndGroupAndItsDirectoryIsMade() throws IOException {
        Path socket = directory.resolve("run/lvsd/lvsd.sock");
        try (ControlServer _ = open(socket)) {
            assertEquals("rw-rw----", PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)));
            Path parent = directory.resolve("run/lvsd");
            assertEquals("rwxr-xr-x", PosixFilePermissions.toString(Files.getPosixFilePermissions(parent)));
            assertEquals(List.of(socket), list(parent));
        }
        assertEquals(List.of(), list(directory.resolve("run/lvsd")));
    }

    @Test
    void socketOfAProcessThatIsGoneIsReplaced() throws IOException {
        Path socket = directory.resolve("s");
        listen(socket).close();
        assertTrue(Files.exists(socket));
        try (ControlServer _ = open(socket)) {
            assertEquals(ExampleSnapshot.whole(), new ControlClient(socket, Duration.ofSeconds(10)).status());
        }
    }

    @Test
    void socketOfARunningProcessIsRefused() throws IOException {
        Path socket = directory.resolve("s");
        try (ServerSocketChannel _ = listen(socket)) {
            assertEquals(
                    "control socket " + socket + ": another process answers on it; is lvsd running already?",
                    refusal(socket));
        }
        assertEquals(List.of(socket), list(directory));
    }

    @Test
    void fileThatIsNoSocketIsRefusedAndKept() throws IOException {
        Path file = Files.writeString(directory.resolve("s"), "precious");
        assertEquals(
                "control socket " + file + ": the file exists and is no socket; remove it or choose another path",
                refusal(file));
        assertEquals("precious", Files.readString(file));
    }

    @Test
    void pathThatIsTooLongForASocketIsRefused() throws IOException {
        Path parent = directory.resolve("d".repeat(100));
        Path socket = parent.resolve("s");
        assertTrue(refusal(socket).contains("bytes too long for a unix domain socket; choose a shorter one"));
        assertEquals(List.of(), list(parent));
    }

    @Test
    void nameThatNoClientCouldConnectToIsRefused() throws IOException {
        Path socket = directory.resolve("s".repeat(108));
        assertTrue(refusal(socket).contains("bytes too long for a unix domain socket; choose a shorter one"));
        assertEquals(List.of(), list(directory));
    }

    @Test
    void fileInPlaceOfTheDirectoryIsNamed() throws IOException {
        Path file = Files.writeString(directory.resolve("f"), "");
        assertEquals(
                "control socket " + file.resolve("s") + ": " + file + " is not a directory",
                refusal(file.resolve("s")));
    }

    @Test
    void socketThatAnotherProcessPutThereIsNotRemovedAtClose() throws IOException {
        Path socket = directory.resolve("s");
        ControlServer server = open(socket);
        Files.delete(socket);
        try (ServerSocketChannel _ = listen(socket)) {
            server.close();
            assertTrue(Files.exists(socket));
        }
    }

    private static ControlServer open(Path socket) throws ControlException {
        return ControlServer.open(socket, Desks.of(ExampleSnapshot::whole));
    }

    private static String refusal(Path socket) {
        ControlException refusal = assertThrows(ControlException.class, () -> open(socket).close());
        assertEquals(ControlException.Kind.CANNOT_LISTEN, refusal.kind());
        return String.valueOf(refusal.getMessage());
    }

    private static ServerSocketChannel listen(Path socket) throws IOException {
        return ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }
}
