package dev.lvsd.control;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URLEncoder;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Asks a running daemon over its control socket; nothing but the JDK, because a command line has to start fast.
public final class ControlClient {
    /// Where a daemon listens unless it is told otherwise.
    public static final Path DEFAULT_SOCKET = Path.of("/run/lvsd/lvsd.sock");

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int REFUSED = 409;
    private static final int MAX_ANSWER = 256 << 20;

    private final Path socket;
    private final Duration patience;
    private final SnapshotCodec codec = new SnapshotCodec();

    /// A client of one socket.
    ///
    /// @param socket path of the control socket
    /// @param patience how long to wait without getting a byte
    public ControlClient(Path socket, Duration patience) {
        this.socket = socket;
        this.patience = patience;
    }

    /// Everything: `GET /v1/status`.
    public Snapshot status() throws ControlException {
        return get("/v1/status", Snapshot.class);
    }

    /// The virtual routers: `GET /v1/vrrp`.
    public Snapshot.Vrrp vrrp() throws ControlException {
        return get("/v1/vrrp", Snapshot.Vrrp.class);
    }

    /// The virtual servers: `GET /v1/services`.
    public Snapshot.Services services() throws ControlException {
        return get("/v1/services", Snapshot.Services.class);
    }

    /// The kernel parameters: `GET /v1/sysctl`.
    public SysctlSnapshot sysctls() throws ControlException {
        return get("/v1/sysctl", SysctlSnapshot.class);
    }

    /// What would be done to the table: `GET /v1/diff`.
    ///
    /// @param reload behind a reload
    public PlanSnapshot diff(boolean reload) throws ControlException {
        return get(ViewDesk.DIFF + (reload ? "?reload=true" : ""), PlanSnapshot.class);
    }

    /// The table as ipvsadm saves it: `GET /v1/save`.
    ///
    /// @param all with the virtual servers of others
    public SaveSnapshot save(boolean all) throws ControlException {
        return get(ViewDesk.SAVE + (all ? "?all=true" : ""), SaveSnapshot.class);
    }

    /// Connections: `GET /v1/connections`.
    public ConnectionsSnapshot connections(ConnectionsQuestion question) throws ControlException {
        return get(ViewDesk.CONNECTIONS + "?" + question.query(), ConnectionsSnapshot.class);
    }

    /// The busiest virtual servers: `GET /v1/top`.
    public TopSnapshot top(TopQuestion question) throws ControlException {
        return get(ViewDesk.TOP + "?" + question.query(), TopSnapshot.class);
    }

    /// Reloads: `POST /v1/reload`. A refusal is a report too.
    public ReloadReport reload(Set<ReloadOption> options) throws ControlException {
        String query = options.stream().map(option -> option.word() + "=true").collect(Collectors.joining("&"));
        return ask("POST", "/v1/reload" + (query.isEmpty() ? "" : "?" + query), REFUSED, ReloadReport.class);
    }

    /// What operators have ordered: `GET /v1/orders`.
    public Snapshot.Orders orders() throws ControlException {
        return get("/v1/orders", Snapshot.Orders.class);
    }

    /// Orders something: `POST` to the path of the verb. A refusal is a report too.
    ///
    /// @param words by their names
    public OrderReport order(Verb verb, Map<String, String> words) throws ControlException {
        String query = words.entrySet().stream()
                .map(word -> word.getKey() + "=" + URLEncoder.encode(word.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return ask("POST", verb.path() + "?" + query, REFUSED, OrderReport.class);
    }

    private <T> T get(String path, Class<T> type) throws ControlException {
        return ask("GET", path, OK, type);
    }

    /// @param other a status besides 200 whose answer is of the type as well
    private <T> T ask(String method, String target, int other, Class<T> type) throws ControlException {
        HttpAnswer answer = HttpAnswer.parse(exchange(method + " " + target + " HTTP/1.1\r\n"
                + "Host: lvsd\r\nAccept: application/json\r\nConnection: close\r\n\r\n"));
        if (!answer.isFromLvsd()) {
            throw notLvsd("what answers is not an lvsd");
        }
        if (answer.status() == NOT_FOUND) {
            throw new ControlException(ControlException.Kind.REFUSED, "lvsd on " + socket + " does not know "
                    + target.replaceFirst("[?].*", "") + ": it is older than this lvsctl; restart it");
        }
        if (answer.status() != OK && answer.status() != other) {
            String reason = answer.body().isEmpty()
                    ? "status " + answer.status()
                    : decode(answer, ControlApi.Failure.class).error();
            throw new ControlException(ControlException.Kind.REFUSED, "lvsd on " + socket + ": " + reason);
        }
        if (!answer.isComplete()) {
            throw noAnswer("the answer was cut off; did the daemon just stop?");
        }
        return decode(answer, type);
    }

    private <T> T decode(HttpAnswer answer, Class<T> type) throws ControlException {
        try {
            return codec.decode(answer.body(), type);
        } catch (ControlException e) {
            throw new ControlException(e.kind(), socket + ": " + e.getMessage(), e);
        }
    }

    private byte[] exchange(String request) throws ControlException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
                Selector selector = Selector.open()) {
            channel.configureBlocking(false);
            channel.connect(UnixDomainSocketAddress.of(socket));
            SelectionKey key = channel.register(selector, SelectionKey.OP_WRITE);
            ByteBuffer out = ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII));
            while (out.hasRemaining()) {
                await(selector);
                channel.write(out);
            }
            key.interestOps(SelectionKey.OP_READ);
            return readToEnd(channel, selector);
        } catch (ControlException e) {
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            throw noAnswer(reason(e));
        }
    }

    private byte[] readToEnd(SocketChannel channel, Selector selector) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream(16384);
        ByteBuffer chunk = ByteBuffer.allocate(65536);
        while (true) {
            await(selector);
            int count = channel.read(chunk.clear());
            if (count < 0) {
                return answer.toByteArray();
            }
            answer.write(chunk.array(), 0, count);
            if (answer.size() > MAX_ANSWER) {
                throw notLvsd("the answer is longer than " + (MAX_ANSWER >> 20) + " MiB");
            }
        }
    }

    private void await(Selector selector) throws IOException {
        if (selector.select(patience.toMillis()) == 0) {
            throw noAnswer("no answer within " + patience.toMillis() / 1000.0 + " s");
        }
        selector.selectedKeys().clear();
    }

    /// Why the socket could not be used: the file system says it better than the socket does.
    private String reason(Exception failure) {
        try {
            if (!SocketFile.isSocket(socket)) {
                return "it is no socket (-s names another)";
            }
        } catch (NoSuchFileException _) {
            return "there is no such socket; is lvsd running? (-s names another socket)";
        } catch (AccessDeniedException _) {
            return "permission denied; become root";
        } catch (IOException _) {
            return String.valueOf(failure.getMessage());
        }
        return switch (String.valueOf(failure.getMessage())) {
            case "Connection refused" -> "nobody listens on it; is lvsd running?";
            case "Permission denied" -> "permission denied; become root or a member of the socket's group";
            case String text -> text;
        };
    }

    private ControlException noAnswer(String what) {
        return new ControlException(ControlException.Kind.NO_ANSWER, "no answer from lvsd on " + socket + ": " + what);
    }

    private ControlException notLvsd(String what) {
        return new ControlException(ControlException.Kind.NOT_LVSD, socket + ": " + what);
    }
}
