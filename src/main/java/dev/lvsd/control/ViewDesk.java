package dev.lvsd.control;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Answers `GET` of a path that takes words or time.
final class ViewDesk {
    static final String CONNECTIONS = "/v1/connections";
    static final String TOP = "/v1/top";
    static final List<String> PATHS = List.of(CONNECTIONS, TOP);

    private final Views views;
    private final SnapshotCodec codec;

    ViewDesk(Views views, SnapshotCodec codec) {
        this.views = views;
        this.codec = codec;
    }

    /// The work that a request asks for, null where it is none of these.
    ControlApi.@Nullable Work work(String method, String path, String query) {
        return (method.equals("GET") || method.equals("HEAD")) && PATHS.contains(path)
                ? () -> answer(path, query)
                : null;
    }

    private ControlApi.Answer answer(String path, String query) {
        try {
            Form form = Form.read(query, "");
            Object value = path.equals(TOP)
                    ? views.top(TopQuestion.of(form))
                    : views.connections(ConnectionsQuestion.of(form));
            return new ControlApi.Answer(200, codec.encode(value));
        } catch (FormException e) {
            return error(400, path + ": " + e.getMessage());
        } catch (NameException e) {
            return error(e.kind() == NameException.Kind.UNKNOWN ? 404 : 400, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return error(503, String.valueOf(e.getMessage()));
        }
    }

    private ControlApi.Answer error(int status, String message) {
        return new ControlApi.Answer(status, codec.encode(new ControlApi.Failure(message)));
    }
}
