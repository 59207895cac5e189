package dev.lvsd.control;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The requests about the table itself.
///
/// | request | answer |
/// |---|---|
/// | `GET /v1/diff`, `GET /v1/diff?reload=true` | [PlanSnapshot] |
/// | `GET /v1/save`, `GET /v1/save?all=true` | [SaveSnapshot] |
///
/// Where there is no answer, the status is 503.
final class InquiryApi {
    /// What would be done to the table.
    static final String DIFF = "/v1/diff";
    /// The table.
    static final String SAVE = "/v1/save";
    static final List<String> PATHS = List.of(DIFF, SAVE);

    private final InquiryService service;
    private final SnapshotCodec codec;

    InquiryApi(InquiryService service, SnapshotCodec codec) {
        this.service = service;
        this.codec = codec;
    }

    /// What a request asks to be done; null where it is none of these.
    ControlApi.@Nullable Work work(String method, String path, String query) {
        boolean reads = method.equals("GET") || method.equals("HEAD");
        return !reads || !PATHS.contains(path) ? null : () -> answer(path, query);
    }

    private ControlApi.Answer answer(String path, String query) {
        String word = path.equals(DIFF) ? "reload=true" : "all=true";
        if (!query.isEmpty() && !query.equals(word)) {
            return new ControlApi.Answer(400, codec.encode(new ControlApi.Failure(path + " knows " + word + " only")));
        }
        try {
            return new ControlApi.Answer(200, codec.encode(
                    path.equals(DIFF) ? service.diff(!query.isEmpty()) : service.save(!query.isEmpty())));
        } catch (InquiryException e) {
            return new ControlApi.Answer(503, codec.encode(new ControlApi.Failure(String.valueOf(e.getMessage()))));
        }
    }
}
