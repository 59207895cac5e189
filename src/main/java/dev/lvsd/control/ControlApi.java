package dev.lvsd.control;

import java.util.List;
import java.util.function.Supplier;

/// What the control socket answers to which request: HTTP without the transport.
///
/// | request | answer |
/// |---|---|
/// | `GET /` | the list of paths |
/// | `GET /v1/status` | [Snapshot] |
/// | `GET /v1/vrrp` | [Snapshot.Vrrp] |
/// | `GET /v1/services` | [Snapshot.Services] |
///
/// `HEAD` is answered as `GET` without the body. Any other path is 404, any other method 405; the body of an
/// error is `{"error": "…"}`.
public final class ControlApi {
    /// What `Server` says in every answer, by which a client knows that it talks to lvsd.
    static final String SERVER = "lvsd";

    private static final String STATUS = "/v1/status";
    private static final String VRRP = "/v1/vrrp";
    private static final String SERVICES = "/v1/services";
    private static final List<String> PATHS = List.of(STATUS, VRRP, SERVICES);

    private final Supplier<Snapshot> snapshots;
    private final SnapshotCodec codec = new SnapshotCodec();

    /// An interface to the director that a supplier describes.
    ///
    /// @param snapshots called once for each request; must not block
    public ControlApi(Supplier<Snapshot> snapshots) {
        this.snapshots = snapshots;
    }

    /// The answer to a request.
    ///
    /// @param status status code of RFC 9110
    /// @param json the body, one line
    public record Answer(int status, String json) {}

    /// Answers a request.
    ///
    /// @param method the method
    /// @param path the path without its query
    public Answer answer(String method, String path) {
        if (!path.equals("/") && !PATHS.contains(path)) {
            return error(404, "no such path: " + shortened(path) + "; try one of " + String.join(", ", PATHS));
        }
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return error(405, shortened(method) + " is not allowed on " + path + ": it is read-only, use GET");
        }
        Object value = switch (path) {
            case STATUS -> snapshots.get();
            case VRRP -> snapshots.get().vrrp();
            case SERVICES -> snapshots.get().services();
            default -> new Index(PATHS);
        };
        return new Answer(200, codec.encode(value));
    }

    /// The answer that says what was wrong.
    public Answer error(int status, String message) {
        return new Answer(status, codec.encode(new Failure(message)));
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 79) + "…";
    }

    /// The answer of `GET /`.
    private record Index(List<String> paths) {}

    /// The body of an error.
    ///
    /// @param error what was wrong, one line
    record Failure(String error) {}
}
