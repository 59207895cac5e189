package dev.lvsd.control;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the control socket answers to which request: HTTP without the transport.
///
/// | request | answer |
/// |---|---|
/// | `GET /` | the list of paths |
/// | `GET /v1/status` | [Snapshot] |
/// | `GET /v1/vrrp` | [Snapshot.Vrrp] |
/// | `GET /v1/services` | [Snapshot.Services] |
/// | `GET /v1/sysctl` | [SysctlSnapshot] |
/// | `GET /v1/diff` | [PlanSnapshot], words in the query: [ViewDesk] |
/// | `GET /v1/save` | [SaveSnapshot], words in the query: [ViewDesk] |
/// | `GET /v1/connections` | [ConnectionsSnapshot], words in the query: [ConnectionsQuestion] |
/// | `GET /v1/top` | [TopSnapshot], words in the query: [TopQuestion] |
/// | `GET /v1/orders` | [Snapshot.Orders] |
/// | `POST /v1/reload` | [ReloadReport]; status 409 where it is refused |
/// | `POST /v1/orders/drain` | [OrderReport]; status 409 where it is refused |
/// | `POST /v1/orders/enable` | the same |
/// | `POST /v1/orders/disable` | the same |
/// | `POST /v1/orders/weight` | the same |
/// | `POST /v1/maintenance` | the same; the node's |
///
/// Orders ([Verb]) take their words in the query or as the body of a form ([Form]), as `curl -d` sends it.
///
/// A reload takes `dry_run=true` and `force=true` in its query ([ReloadOption]). `HEAD` is answered as `GET`
/// without the body. Any other path is 404, any other method 405; the body of an error is `{"error": "…"}`.
public final class ControlApi {
    /// What `Server` says in every answer, by which a client knows that it talks to lvsd.
    static final String SERVER = "lvsd";

    private static final String STATUS = "/v1/status";
    private static final String VRRP = "/v1/vrrp";
    private static final String SERVICES = "/v1/services";
    private static final String SYSCTL = "/v1/sysctl";
    private static final String ORDERS = "/v1/orders";
    private static final String RELOAD = "/v1/reload";
    private static final List<String> PATHS = Stream.of(
                    Stream.of(STATUS, VRRP, SERVICES, ORDERS, SYSCTL, RELOAD), Stream.of(Verb.values()).map(Verb::path),
                    ViewDesk.PATHS.stream())
            .flatMap(paths -> paths)
            .toList();

    private final Supplier<Snapshot> snapshots;
    private final ReloadService reloads;
    private final OrderService orders;
    private final SnapshotCodec codec = new SnapshotCodec();
    private final ViewDesk views;

    /// An interface to the director behind some desks.
    public ControlApi(Desks desks) {
        this.snapshots = desks.snapshots();
        this.reloads = desks.reloads();
        this.orders = desks.orders();
        this.views = new ViewDesk(desks.views(), desks.inquiries(), codec);
    }

    /// The answer to a request.
    ///
    /// @param status status code of RFC 9110
    /// @param json the body, one line
    public record Answer(int status, String json) {}

    /// Work that has to be waited for, and its answer.
    @FunctionalInterface
    public interface Work {
        /// Does it; to be called on a thread that may wait.
        Answer answer();
    }

    /// The methods that a path takes, as `Allow` names them.
    static String allowed(String target) {
        return isPosted(path(target)) ? "POST" : "GET, HEAD";
    }

    private static boolean isPosted(String path) {
        return path.equals(RELOAD) || Verb.of(path) != null;
    }

    private static String path(String target) {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /// What a request asks to be done.
    ///
    /// @param method the method
    /// @param target the path with its query
    /// @param body what comes with it
    /// @param caller who asks
    /// @return null where [#answer] answers at once
    public @Nullable Work work(String method, String target, String body, Supplier<Caller> caller) {
        String path = path(target);
        String words = target.substring(Math.min(path.length() + 1, target.length()));
        if (!isPosted(path) || !method.equals("POST")) {
            return views.work(method, path, words);
        }
        Verb verb = Verb.of(path);
        if (verb == null) {
            return () -> reload(words);
        }
        Caller asks = caller.get();
        return () -> order(verb, words, body, asks);
    }

    private Answer order(Verb verb, String query, String body, Caller caller) {
        try {
            OrderReport report = orders.take(verb, Form.read(query, body), caller);
            return new Answer(report.outcome() == OrderReport.Outcome.REFUSED ? 409 : 200, codec.encode(report));
        } catch (FormException e) {
            return error(400, verb.path() + ": " + shortened(String.valueOf(e.getMessage()), 400));
        }
    }

    private Answer reload(String query) {
        Set<ReloadOption> options = EnumSet.noneOf(ReloadOption.class);
        for (String word : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            ReloadOption option = Stream.of(ReloadOption.values())
                    .filter(known -> word.equals(known.word() + "=true"))
                    .findFirst()
                    .orElse(null);
            if (option == null) {
                return error(400, RELOAD + " does not know " + shortened(word) + "; try dry_run=true or force=true");
            }
            options.add(option);
        }
        ReloadReport report = reloads.reload(options);
        return new Answer(report.outcome() == ReloadOutcome.REFUSED ? 409 : 200, codec.encode(report));
    }

    /// Answers a request for which there is no [#work].
    ///
    /// @param method the method
    /// @param path the path without its query
    public Answer answer(String method, String path) {
        if (isPosted(path)) {
            return error(405, shortened(method) + " is not allowed on " + path + ": use POST");
        }
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
            case SYSCTL -> snapshots.get().sysctls();
            case ORDERS -> snapshots.get().ordered();
            default -> new Index(PATHS);
        };
        return new Answer(200, codec.encode(value));
    }

    /// The answer that says what was wrong.
    public Answer error(int status, String message) {
        return new Answer(status, codec.encode(new Failure(message)));
    }

    private static String shortened(String text) {
        return shortened(text, 80);
    }

    private static String shortened(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }

    /// The answer of `GET /`.
    private record Index(List<String> paths) {}

    /// The body of an error.
    ///
    /// @param error what was wrong, one line
    record Failure(String error) {}
}
