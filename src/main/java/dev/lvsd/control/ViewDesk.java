package dev.lvsd.control;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Answers `GET` of a path that takes words or time.
///
/// | request | words of its query | answer |
/// |---|---|---|
/// | `GET /v1/connections` | those of [ConnectionsQuestion] | [ConnectionsSnapshot] |
/// | `GET /v1/top` | those of [TopQuestion] | [TopSnapshot] |
/// | `GET /v1/diff` | `reload=true`: behind a reload rather than now | [PlanSnapshot] |
/// | `GET /v1/save` | `all=true`: with the virtual servers of others | [SaveSnapshot] |
///
/// Words that are none have the status 400, names of nothing 404; where there is no answer now, it is 503.
final class ViewDesk {
    static final String CONNECTIONS = "/v1/connections";
    static final String TOP = "/v1/top";
    static final String DIFF = "/v1/diff";
    static final String SAVE = "/v1/save";
    static final List<String> PATHS = List.of(CONNECTIONS, TOP, DIFF, SAVE);

    private final Views views;
    private final InquiryService inquiries;
    private final SnapshotCodec codec;

    ViewDesk(Views views, InquiryService inquiries, SnapshotCodec codec) {
        this.views = views;
        this.inquiries = inquiries;
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
            Object value = switch (path) {
                case TOP -> views.top(TopQuestion.of(form));
                case DIFF -> inquiries.diff(only("reload", form));
                case SAVE -> inquiries.save(only("all", form));
                default -> views.connections(ConnectionsQuestion.of(form));
            };
            return new ControlApi.Answer(200, codec.encode(value));
        } catch (FormException e) {
            return error(400, path + ": " + e.getMessage());
        } catch (NameException e) {
            return error(e.kind() == NameException.Kind.UNKNOWN ? 404 : 400, String.valueOf(e.getMessage()));
        } catch (IOException | InquiryException e) {
            return error(503, String.valueOf(e.getMessage()));
        }
    }

    /// The only word that a form may have.
    private static boolean only(String word, Form form) throws FormException {
        form.only(Set.of(word));
        return form.flag(word);
    }

    private ControlApi.Answer error(int status, String message) {
        return new ControlApi.Answer(status, codec.encode(new ControlApi.Failure(message)));
    }
}
