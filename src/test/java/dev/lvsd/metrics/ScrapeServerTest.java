package dev.lvsd.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.net.Endpoint;
import dev.lvsd.net.IpAddress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScrapeServerTest {
    private static final Endpoint ANY_PORT = new Endpoint(IpAddress.of("127.0.0.1"), 0);
    private static final int SOCKET_MILLIS = 10_000;
    /// Little, so that an answer of megabytes does not fit the sockets' buffers.
    private static final int RECEIVE_BYTES = 8192;
    private static final String SCRAPE = "GET /metrics HTTP/1.0\r\n\r\n";

    private final Metrics metrics = new Metrics();
    private ScrapeServer server;

    @BeforeEach
    void open() throws IOException {
        metrics.show(() -> Observed.director("""
                vrrp_instance:
                  V: {interface: eth0, virtual_router_id: 1, virtual_ipaddress: [192.0.2.1]}
                """));
        server = ScrapeServer.open(ANY_PORT, metrics, Duration.ofSeconds(1));
    }

    @AfterEach
    void close() {
        server.close();
        metrics.close();
    }

    @Test
    void metricsAreInPrometheusTextFormat() throws IOException {
        String answer = ask("GET /metrics HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 200 OK\r\n"), answer);
        assertTrue(answer.contains("content-type: text/plain; version=0.0.4; charset=utf-8\r\n"), answer);
        assertTrue(answer.endsWith("\n") && answer.contains("\nlvsd_ready 1.0\n"), answer);
    }

    @Test
    void metricsAreCompressedForThoseWhoTakeIt() throws IOException {
        String takes = "gzip;q=1.0, identity";
        byte[] answer = bytes("GET /metrics HTTP/1.1\r\nAccept-Encoding: " + takes + "\r\nConnection: close\r\n\r\n");
        String whole = new String(answer, StandardCharsets.ISO_8859_1);
        assertTrue(whole.contains("content-encoding: gzip\r\n"), whole);
        int start = whole.indexOf("\r\n\r\n") + 4;
        try (GZIPInputStream in =
                new GZIPInputStream(new ByteArrayInputStream(answer, start, answer.length - start))) {
            assertTrue(new String(in.readAllBytes(), StandardCharsets.UTF_8).contains("\nlvsd_ready 1.0\n"));
        }
    }

    @Test
    void metricsArePlainForThoseWhoDoNot() throws IOException {
        for (String said : List.of("deflate", "gzip;q=0", "gzip; q=0.000, identity", "xgzip")) {
            String answer = ask("GET /metrics HTTP/1.1\r\nAccept-Encoding: " + said + "\r\nConnection: close\r\n\r\n");
            assertTrue(answer.contains("\nlvsd_ready 1.0\n"), said);
        }
    }

    @Test
    void headHasTheHeadersAlone() throws IOException {
        String answer = ask("HEAD /metrics HTTP/1.1\r\nConnection: close\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 200 OK\r\n") && answer.endsWith("\r\n\r\n"), answer);
        assertTrue(answer.matches("(?s).*content-length: [1-9][0-9]+\r\n.*"), answer);
    }

    @Test
    void rootNamesThePath() throws IOException {
        assertTrue(ask("GET / HTTP/1.0\r\n\r\n").endsWith("lvsd: the metrics are at /metrics\n"));
        assertTrue(ask("GET /metrics?name=x HTTP/1.0\r\n\r\n").startsWith("HTTP/1.1 200 OK\r\n"));
    }

    @Test
    void everythingElseIsRefused() throws IOException {
        assertStatus(404, "GET /v1/status HTTP/1.1\r\nConnection: close\r\n\r\n");
        assertStatus(405, "DELETE /metrics HTTP/1.1\r\nConnection: close\r\n\r\n");
        assertStatus(413, "POST /metrics HTTP/1.1\r\nContent-Length: 5\r\nConnection: close\r\n\r\nabcde");
        assertStatus(414, "GET /" + "a".repeat(5000) + " HTTP/1.1\r\n\r\n");
        assertStatus(431, "GET /metrics HTTP/1.1\r\nA: " + "b".repeat(9000) + "\r\n\r\n");
        assertStatus(400, "\u0016\u0003\u0001 no HTTP at all\r\n\r\n");
    }

    @Test
    void pipelinedRequestsAreAnsweredInTurn() throws IOException {
        String answer = ask("GET / HTTP/1.1\r\n\r\nGET /x HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\nConnection: close\r\n\r\n");
        assertEquals(3, answer.split("HTTP/1.1 ", -1).length - 1, answer);
    }

    @Test
    void clientThatSendsNoRequestIsDisconnected() throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write("GET /metr".getBytes(StandardCharsets.US_ASCII));
            assertEquals(-1, socket.getInputStream().read());
        }
    }

    @Test
    void connectionsBeyondTheLimitAreClosedAndOthersGoOn() throws IOException {
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < 40; i++) {
                sockets.add(connect());
            }
            assertEquals(-1, sockets.getLast().getInputStream().read());
            assertEquals(8, server.refused());
            sockets.getFirst().getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertEquals('H', sockets.getFirst().getInputStream().read());
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    void answersThatNobodyTakesAreFewAndDoNotStay() throws IOException {
        server.close();
        Metrics large = new Metrics();
        Observation services = Observed.services(1000);
        large.show(() -> services);
        large.write(OutputStream.nullOutputStream());
        server = ScrapeServer.open(ANY_PORT, large, Duration.ofSeconds(4));
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < Answers.MAX_UNDER_WAY; i++) {
                sockets.add(connect());
                sockets.getLast().getOutputStream().write(SCRAPE.getBytes(StandardCharsets.US_ASCII));
                assertEquals('H', sockets.getLast().getInputStream().read());
            }
            assertStatus(503, SCRAPE);
            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (!ask(SCRAPE).startsWith("HTTP/1.1 200 ")) {
                assertTrue(System.nanoTime() < deadline, "answers that nobody takes stay under way");
            }
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
            large.close();
        }
    }

    @Test
    void portThatIsTakenIsAClearError() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            Endpoint endpoint = new Endpoint(IpAddress.of("127.0.0.1"), taken.getLocalPort());
            IOException refused = assertThrows(IOException.class, () -> ScrapeServer.open(endpoint, metrics));
            assertEquals("scrape address " + endpoint + ": Address already in use; --http ADDRESS:PORT (or lvsd: "
                    + "{http: {listen: ADDRESS:PORT}}) names another, none does without", refused.getMessage());
        }
    }

    @Test
    void closedAddressCanBeOpenedAgainAtOnce() throws IOException {
        ask("GET /metrics HTTP/1.1\r\nConnection: close\r\n\r\n");
        Endpoint endpoint = new Endpoint(IpAddress.of("127.0.0.1"), address().getPort());
        server.close();
        server = ScrapeServer.open(endpoint, metrics);
        assertStatus(200, "GET / HTTP/1.0\r\n\r\n");
    }

    private void assertStatus(int status, String request) throws IOException {
        String answer = ask(request);
        assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
    }

    private String ask(String request) throws IOException {
        return new String(bytes(request), StandardCharsets.UTF_8);
    }

    private byte[] bytes(String request) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return socket.getInputStream().readAllBytes();
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout(SOCKET_MILLIS);
        socket.setReceiveBufferSize(RECEIVE_BYTES);
        socket.connect(address(), SOCKET_MILLIS);
        return socket;
    }

    private InetSocketAddress address() {
        URI url = URI.create(server.url());
        return new InetSocketAddress(url.getHost(), url.getPort());
    }
}
