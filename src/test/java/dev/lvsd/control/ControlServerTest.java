package dev.lvsd.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
final class ControlServerTest {
    private static final String END = " HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir
    private Path directory;

    private Path socket;
    private ControlServer server;

    @BeforeEach
    void open() throws ControlException {
        socket = directory.resolve("lvsd.sock");
        server = ControlServer.open(socket, Desks.of(ExampleSnapshot::whole));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void clientReadsBackTheSnapshotThatTheServerWasGiven() throws ControlException {
        ControlClient client = new ControlClient(socket, PATIENCE);
        assertEquals(ExampleSnapshot.whole(), client.status());
        assertEquals(ExampleSnapshot.whole().vrrp(), client.vrrp());
        assertEquals(ExampleSnapshot.whole().services(), client.services());
        assertEquals(ExampleSnapshot.whole().sysctls(), client.sysctls());
    }

    @Test
    void rootListsThePaths() throws IOException {
        try (RawConnection connection = new RawConnection(socket)) {
            String answer = connection.send("GET /" + END).answer();
            assertTrue(answer.startsWith("HTTP/1.1 200 OK\r\n"), answer);
            assertTrue(answer.contains(
                    "{\"paths\":[\"/v1/status\",\"/v1/vrrp\",\"/v1/services\",\"/v1/orders\",\"/v1/sysctl\","),
                    answer);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET /v1/nothing, 404, no such path: /v1/nothing; try one of /v1/status",
        "GET /v1/reload, 405, GET is not allowed on /v1/reload: use POST",
        "POST /v1/reload?forced=true, 400, /v1/reload does not know forced=true; try dry_run=true or force=true",
        "POST /v1/status, 405, 'POST is not allowed on /v1/status: it is read-only, use GET'",
        "DELETE /, 405, DELETE is not allowed on /",
        "GET http://x/v1/vrrp, 404, no such path",
        "GET /v1/../v1/status, 404, no such path",
    })
    void errorIsJsonThatSaysWhatIsWrong(String request, int status, String error) throws IOException {
        try (RawConnection connection = new RawConnection(socket)) {
            String answer = connection.send(request + END).answer();
            assertTrue(answer.startsWith("HTTP/1.1 " + status), answer);
            assertTrue(answer.contains("application/json"), answer);
            assertTrue(answer.contains("{\"error\":\"" + error), answer);
        }
    }

    @Test
    void reloadIsAnsweredWhenItIsDoneWhateverElseIsAskedMeanwhile() throws Exception {
        Path other = directory.resolve("reloading.sock");
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        ReloadReport report = new ReloadReport(
                ReloadOutcome.REFUSED, "/etc/lvsd/lvsd.yaml", "1 error", List.of(), List.of(), List.of("a problem"));
        ControlApi api = new ControlApi(Desks.of(ExampleSnapshot::whole).with((ReloadService) options -> {
            assertEquals(Set.of(ReloadOption.DRY_RUN, ReloadOption.FORCE), options);
            asked.countDown();
            awaitUninterruptibly(done);
            return report;
        }));
        try (ControlServer _ = ControlServer.open(other, api, Duration.ofMillis(50));
                ExecutorService client = Executors.newSingleThreadExecutor()) {
            Future<ReloadReport> answer = client.submit(() -> new ControlClient(other, PATIENCE)
                    .reload(EnumSet.of(ReloadOption.DRY_RUN, ReloadOption.FORCE)));
            assertTrue(asked.await(10, TimeUnit.SECONDS));
            assertEquals(ExampleSnapshot.whole(), new ControlClient(other, PATIENCE).status());
            try (RawConnection idle = new RawConnection(other)) {
                assertEquals("", idle.rest(), "an idle connection is closed meanwhile, the waiting one is not");
            }
            done.countDown();
            assertEquals(report, answer.get(10, TimeUnit.SECONDS));
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void headAnswersWithTheLengthAndWithoutTheBody() throws IOException {
        try (RawConnection connection = new RawConnection(socket)) {
            String answer = connection.send("HEAD / HTTP/1.1\r\nConnection: close\r\n\r\n").rest();
            assertTrue(answer.matches("(?s).*content-length: [0-9]{2,}\r\n.*"), answer);
            assertTrue(answer.endsWith("\r\n\r\n"), answer);
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInTheirOrder() throws IOException {
        try (RawConnection connection = new RawConnection(socket)) {
            connection.send(("GET /v1/vrrp" + END + "GET /v1/services" + END + "GET /none" + END).repeat(50));
            for (int i = 0; i < 50; i++) {
                assertTrue(connection.answer().contains("virtual_router_id"));
                assertTrue(connection.answer().contains("real_server"));
                assertTrue(connection.answer().contains("no such path: /none"));
            }
        }
    }

    @Test
    void requestInManySmallPiecesIsAnswered() throws IOException {
        try (RawConnection connection = new RawConnection(socket)) {
            for (char c : ("GET /v1/vrrp?x=1" + END).toCharArray()) {
                connection.send(String.valueOf(c));
            }
            assertTrue(connection.answer().startsWith("HTTP/1.1 200"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'\u0016\u0003\u0001\u0002\u0000\u0001\u0000\r\n\r\n', 400",
        "'GET\r\n\r\n', 400",
        "'GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n', 400",
        "'SSH-2.0-OpenSSH_9.2\r\n\r\n', 400",
    })
    void malformedRequestIsRefusedAndTheConnectionClosed(String bytes, int status) throws IOException {
        try (RawConnection connection = new RawConnection(socket)) {
            String answer = connection.send(bytes).rest();
            assertTrue(answer.startsWith("HTTP/1.1 " + status), answer);
        }
    }

    @Test
    void requestThatIsTooLongIsRefused() throws IOException {
        try (RawConnection connection = new RawConnection(socket)) {
            String request = "GET / HTTP/1.1\r\nContent-Length: 1000000\r\n\r\n";
            assertTrue(connection.send(request).answer().startsWith("HTTP/1.1 413"));
        }
        try (RawConnection connection = new RawConnection(socket)) {
            assertTrue(connection.send("GET /" + "a".repeat(8000) + END).rest().startsWith("HTTP/1.1 414"));
        }
        try (RawConnection connection = new RawConnection(socket)) {
            String request = "GET / HTTP/1.1\r\nX: " + "a".repeat(20_000) + "\r\n\r\n";
            assertTrue(connection.send(request).rest().startsWith("HTTP/1.1 431"));
        }
    }

    @Test
    void orderIsTakenFromQueryAndBodyOfWhomTheKernelNames() throws Exception {
        Path other = directory.resolve("orders.sock");
        OrderService orders = (verb, words, caller) -> new OrderReport(
                OrderReport.Outcome.DONE, verb + " " + words.words() + " of " + caller.name(), List.of());
        String user = System.getProperty("user.name");
        try (ControlServer _ = ControlServer.open(
                other, Desks.of(ExampleSnapshot::whole).with(orders));
                RawConnection connection = new RawConnection(other)) {
            String answer = connection.send("POST /v1/maintenance?state=off HTTP/1.1\r\nHost: x\r\n"
                    + "Content-Length: 14\r\n\r\nreason=a%20b+c").answer();
            assertTrue(answer.contains("node {state=off, reason=a b c} of " + user), answer);
            assertEquals("node {reason=ü & ö} of " + user, new ControlClient(other, PATIENCE)
                    .order(Verb.NODE, Map.of("reason", "ü & ö")).message());
            assertTrue(connection.send("POST /v1/maintenance?state HTTP/1.1\r\nHost: x\r\n\r\n").answer()
                    .startsWith("HTTP/1.1 400"));
            assertTrue(connection.send("GET /v1/maintenance" + END).answer().contains("allow: POST"));
        }
    }

    @Test
    void clientThatFallsSilentIsCutOff() throws IOException {
        Path other = directory.resolve("impatient.sock");
        ControlApi api = new ControlApi(Desks.of(ExampleSnapshot::whole));
        try (ControlServer _ = ControlServer.open(other, api, Duration.ofMillis(50));
                RawConnection connection = new RawConnection(other)) {
            assertEquals("", connection.send("GET / HT").rest());
        }
    }

    @Test
    void connectionsBeyondTheBoundAreClosedAndTheOthersServed() throws IOException {
        RawConnection[] connections = new RawConnection[65];
        for (int i = 0; i < connections.length; i++) {
            connections[i] = new RawConnection(socket);
        }
        assertEquals("", connections[64].rest());
        assertEquals(1, server.refused());
        assertTrue(connections[63].send("GET /" + END).answer().startsWith("HTTP/1.1 200"));
        for (RawConnection connection : connections) {
            connection.close();
        }
    }

    @Test
    void failureOfTheDirectorIsAnAnswerToo() throws IOException {
        Path other = directory.resolve("failing.sock");
        try (ControlServer _ = ControlServer.open(other, Desks.of(() -> {
                    throw new IllegalStateException("broken");
                }));
                RawConnection connection = new RawConnection(other)) {
            assertTrue(connection.send("GET /v1/status" + END).answer().startsWith("HTTP/1.1 500"));
            assertTrue(connection.send("GET /" + END).answer().startsWith("HTTP/1.1 200"));
        }
    }

    @Test
    void closeRemovesTheFile() {
        server.close();
        assertFalse(socket.toFile().exists());
    }
}
