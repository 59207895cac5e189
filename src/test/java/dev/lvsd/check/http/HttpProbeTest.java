package dev.lvsd.check.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.config.HttpPage;
import dev.lvsd.config.HttpVersion;
import dev.lvsd.config.StatusCodes;
import dev.lvsd.net.Endpoint;
import dev.lvsd.net.IpAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpProbeTest {
    private static final String OK = "HTTP/1.0 200 OK\n\n";
    private static final String HELLO_MD5 = "5d41402abc4b2a76b9719d911017c592";

    @Test
    void pagesAreAskedForInTheirOrder() throws Exception {
        try (ScriptedServer server = ScriptedServer.sending(OK + "hello")) {
            HttpPage first = page("/first", StatusCodes.SUCCESS, null);
            HttpPage second = page("/second?x=1", StatusCodes.SUCCESS, HELLO_MD5);
            assertEquals("passed", ProbeRun.of(server.port(), HttpVersion.HTTP_1_0, first, second));
            assertEquals(
                    List.of(
                            "GET /first HTTP/1.0\r\nUser-Agent: lvsd\r\nHost: www.example.org\r\n\r\n",
                            "GET /second?x=1 HTTP/1.0\r\nUser-Agent: lvsd\r\nHost: www.example.org\r\n\r\n"),
                    server.requests());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP_1_0, 'GET / HTTP/1.0|User-Agent: lvsd|Host: www.example.org||'",
        "HTTP_1_0_CLOSE, 'GET / HTTP/1.0|User-Agent: lvsd|Connection: close|Host: www.example.org||'",
        "HTTP_1_1, 'GET / HTTP/1.1|User-Agent: lvsd|Connection: close|Host: www.example.org||'"
    })
    void requestIsKeepaliveds(HttpVersion version, String lines) {
        String text = new String(RequestText.of(page("/", StatusCodes.SUCCESS, null), version), StandardCharsets.UTF_8);
        assertEquals(lines.replace("|", "\r\n"), text);
    }

    /// `\n` stands for the end of a line.
    @ParameterizedTest
    @CsvSource({
        "'HTTP/1.0 200 OK\n\n', passed",
        "'HTTP/1.1 204 No Content\n\n', passed",
        "'HTTP/1.1 100 Continue\n\nHTTP/1.1 200 OK\n\nx', passed",
        "'HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n3\nabc\n0\n\n', passed",
        "'HTTP/1.0 200 OK\nContent-Length: 10\n\nabc', passed",
        "'HTTP/1.0 503 Service Unavailable\n\n', 'GET /: status 503, expected 200-299'",
        "'HTTP/1.0 301 Moved\nLocation: /\n\n', 'GET /: status 301, expected 200-299'",
        "'SSH-2.0-OpenSSH_9.2p1\n', 'GET /: the answer is not HTTP, it begins with \"SSH-2.0-OpenSSH_9.2p1..\"'",
        "'220 example.org ESMTP\n', 'GET /: the answer is not HTTP, it begins with \"220 example.org ESMTP..\"'",
        "'FOO/1.0 200 OK\n\n', 'GET /: the answer is not HTTP, it begins with \"FOO/1.0 200 OK....\"'",
        "'HTTP/1.0 200 OK\nX: y', 'GET /: the connection was closed within the headers, 21 bytes came'",
        "'HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n3\nab', 'GET /: the connection was closed within the body'",
    })
    void answerIsJudged(String answer, String verdict) throws Exception {
        try (ScriptedServer server = ScriptedServer.sending(answer)) {
            assertEquals(verdict, ProbeRun.of(server.port()));
        }
    }

    @Test
    void bareLineFeedsAndLengthsAreUnderstood() throws Exception {
        byte[] answer = "HTTP/1.0 200 OK\nContent-Length: 5\n\nhello and more".getBytes(StandardCharsets.US_ASCII);
        try (ScriptedServer server = new ScriptedServer((_, out) -> out.write(answer))) {
            assertEquals("passed", ProbeRun.of(
                    server.port(), HttpVersion.HTTP_1_0, page("/", StatusCodes.SUCCESS, HELLO_MD5)));
        }
    }

    @Test
    void statusCodesAreThoseOfThePage() throws Exception {
        StatusCodes codes = new StatusCodes(List.of(
                new StatusCodes.Range(200, 200), new StatusCodes.Range(401, 403), new StatusCodes.Range(404, 404)));
        try (ScriptedServer server = ScriptedServer.sending("HTTP/1.0 403 Forbidden\n\n")) {
            assertEquals("passed", ProbeRun.of(server.port(), HttpVersion.HTTP_1_0, page("/", codes, null)));
        }
        try (ScriptedServer server = ScriptedServer.sending("HTTP/1.0 500 Oops\n\n")) {
            assertEquals("GET /: status 500, expected 200 401-403 404",
                    ProbeRun.of(server.port(), HttpVersion.HTTP_1_0, page("/", codes, null)));
        }
    }

    @Test
    void digestIsOfTheBody() throws Exception {
        HttpPage page = page("/", StatusCodes.SUCCESS, HELLO_MD5);
        try (ScriptedServer server = ScriptedServer.sending(OK + "hullo")) {
            assertEquals("GET /: digest 54bf43965e2bbaa20c22c22ca7b4e9c7, expected " + HELLO_MD5,
                    ProbeRun.of(server.port(), HttpVersion.HTTP_1_0, page));
        }
        try (ScriptedServer server =
                ScriptedServer.sending("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n2\nhe\n3\nllo\n0\n\n")) {
            assertEquals("passed", ProbeRun.of(server.port(), HttpVersion.HTTP_1_1, page));
        }
    }

    @Test
    void lengthEndsAnAnswerThatIsNotClosed() throws Exception {
        try (ScriptedServer server = new ScriptedServer((client, out) -> {
            out.write(ScriptedServer.bytes("HTTP/1.1 200 OK\nContent-Length: 5\n\nhello"));
            assertEquals(-1, client.getInputStream().read());
        })) {
            assertEquals("passed", ProbeRun.of(
                    server.port(), HttpVersion.HTTP_1_1, page("/", StatusCodes.SUCCESS, HELLO_MD5)));
        }
    }

    @Test
    void silentServerFailsAtTheLimit() throws Exception {
        try (ScriptedServer server = new ScriptedServer((client, _) -> client.getInputStream().read())) {
            assertEquals("GET /: no answer within 0.3 s", ProbeRun.of(server.port()));
        }
    }

    @Test
    void slowServerFailsAtTheLimitHoweverBusyItIs() throws Exception {
        try (ScriptedServer server = new ScriptedServer((_, out) -> {
            for (byte octet : ScriptedServer.bytes(OK + "x".repeat(1000))) {
                out.write(octet);
                Thread.sleep(20);
            }
        })) {
            String verdict = ProbeRun.of(server.port());
            assertTrue(verdict.matches("GET /: the answer is not complete within 0\\.3 s, \\d+ bytes came"), verdict);
        }
    }

    @Test
    void halfOfAnAnswerFailsAtTheLimit() throws Exception {
        try (ScriptedServer server = new ScriptedServer((client, out) -> {
            out.write(ScriptedServer.bytes("HTTP/1.1 200 OK\nContent-Length: 50\n\nhello"));
            client.getInputStream().read();
        })) {
            assertEquals("GET /: the answer is not complete within 0.3 s, 44 bytes came", ProbeRun.of(server.port()));
        }
    }

    @Test
    void halfClosedServerIsNotWaitedFor() throws Exception {
        try (ScriptedServer server = new ScriptedServer((client, _) -> {
            client.shutdownOutput();
            client.getInputStream().read();
        })) {
            assertEquals("GET /: the connection was closed without an answer", ProbeRun.of(server.port()));
        }
    }

    @Test
    void endlessBodyFailsAtItsSize() throws Exception {
        byte[] megabyte = new byte[1 << 20];
        try (ScriptedServer server = new ScriptedServer((_, out) -> {
            out.write(ScriptedServer.bytes(OK));
            for (int i = 0; i < 100; i++) {
                out.write(megabyte);
            }
        })) {
            assertEquals("GET /: the answer is larger than 16777216 bytes",
                    ProbeRun.of(server.port(), Duration.ofSeconds(20)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'HTTP/1.0 200 OK\nX: ', 'GET /: the headers are larger than 65536 bytes'",
        "'HTTP/1.0 200 OK', 'GET /: the first line is longer than 4096 bytes'",
        "'y', 'GET /: the answer is not HTTP, it begins with \"yxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"'"
    })
    void hugeHeadersFail(String start, String verdict) throws Exception {
        byte[] flood = "x".repeat(200_000).getBytes(StandardCharsets.US_ASCII);
        try (ScriptedServer server = new ScriptedServer((_, out) -> {
            out.write(ScriptedServer.bytes(start));
            out.write(flood);
        })) {
            assertEquals(verdict, ProbeRun.of(server.port(), Duration.ofSeconds(20)));
        }
    }

    @Test
    void resetIsSaid() throws Exception {
        try (ScriptedServer server = new ScriptedServer((client, out) -> {
            out.write(ScriptedServer.bytes("HTTP/1.0 200 OK\nX: y"));
            client.setSoLinger(true, 0);
        })) {
            String verdict = ProbeRun.of(server.port());
            assertEquals("GET /: connection reset", verdict);
        }
    }

    @Test
    void closedPortRefuses() throws IOException {
        try (Socket bound = new Socket()) {
            bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            assertEquals("GET /: connection refused", ProbeRun.of(bound.getLocalPort()));
        }
    }

    @Test
    void silentNetworkFailsAtTheLimit() throws IOException {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                FullQueue _ = new FullQueue(full)) {
            assertEquals("GET /: no connection within 0.3 s", ProbeRun.of(full.getLocalPort()));
        }
    }

    @Test
    void networkThatIsNotThereIsAnError() {
        Endpoint nowhere = new Endpoint(IpAddress.of("240.0.0.1"), 80);
        String verdict = ProbeRun.of(nowhere, HttpVersion.HTTP_1_0, Duration.ofMillis(300), List.of(
                page("/", StatusCodes.SUCCESS, null)));
        assertTrue(verdict.startsWith("GET /: ") || verdict.startsWith("not run: "), verdict);
    }

    static HttpPage page(String path, StatusCodes status, @Nullable String digest) {
        return new HttpPage(path, "www.example.org", status, digest);
    }
}
