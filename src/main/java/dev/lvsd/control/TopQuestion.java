package dev.lvsd.control;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What `GET /v1/top` is asked for; each word may be missing.
///
/// @param sort `sort`: which virtual servers come first
/// @param limit `limit`: rows in the answer; each virtual server is one, and each real server
/// @param virtualServers `virtual_server`: names of them separated by commas, none for all
public record TopQuestion(TopSort sort, int limit, List<String> virtualServers) {
    /// Rows in the answer at most.
    public static final int GREATEST_LIMIT = 10_000;

    private static final int USUAL_LIMIT = 50;
    private static final Set<String> WORDS = Set.of("sort", "limit", "virtual_server");

    /// Copies the list.
    public TopQuestion {
        virtualServers = List.copyOf(virtualServers);
    }

    /// Reads the words.
    static TopQuestion of(Form form) throws FormException {
        form.only(WORDS);
        String sort = form.value("sort");
        String names = form.value("virtual_server");
        return new TopQuestion(
                sort == null ? TopSort.CPS : TopSort.of(sort),
                Numbers.of(form, "limit", USUAL_LIMIT, GREATEST_LIMIT),
                names == null ? List.of() : Stream.of(names.split(",", -1)).toList());
    }

    /// The words, as a query.
    String query() {
        String names = virtualServers.stream()
                .map(name -> URLEncoder.encode(name, StandardCharsets.UTF_8))
                .collect(Collectors.joining(","));
        return "sort=" + sort.word() + "&limit=" + limit + (names.isEmpty() ? "" : "&virtual_server=" + names);
    }
}
