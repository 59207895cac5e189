package dev.lvsd.config;

import dev.lvsd.config.keyword.Place;
import dev.lvsd.config.text.ProblemCollector;
import dev.lvsd.config.tree.Node;
import dev.lvsd.config.tree.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the `url` blocks of an `HTTP_GET`.
final class HttpPageReader {
    private static final Pattern MD5 = Pattern.compile("[0-9A-Fa-f]{32}");
    /// What would break the request in two.
    private static final Pattern UNSENDABLE = Pattern.compile("[\\x00-\\x20\\x7f]");

    private final Values values;
    private final ProblemCollector problems;

    HttpPageReader(Values values) {
        this.values = values;
        this.problems = values.problems();
    }

    /// The pages of a checker; none where none can be used, which has been reported.
    ///
    /// @param host the Host header of pages that name none
    List<HttpPage> read(Section checker, String host) {
        List<HttpPage> pages = new ArrayList<>();
        for (Node.Statement block : checker.all("url")) {
            Section url = new Section(Place.URL, block, values);
            HttpPage page = page(url, host);
            if (page != null) {
                pages.add(page);
            }
        }
        if (pages.isEmpty()) {
            problems.mistake(checker.position(), "HTTP_GET has no url that can be asked for", "it is ignored",
                    "a real server without another check counts as up");
        }
        return pages;
    }

    /// The `virtualhost` of a block; what is inherited where it has none.
    String host(Section section, String inherited) {
        String own = sendable(section, "virtualhost");
        return own == null ? inherited : own;
    }

    private @Nullable HttpPage page(Section url, String host) {
        if (url.statement("path") == null) {
            problems.mistake(url.position(), "the url has no path", "it is ignored", "say path /");
            return null;
        }
        String path = sendable(url, "path");
        return path == null ? null : new HttpPage(path, host(url, host), status(url), digest(url));
    }

    private @Nullable String sendable(Section section, String name) {
        Word word = section.word(name);
        if (word == null) {
            return null;
        }
        if (word.text().isEmpty() || UNSENDABLE.matcher(word.text()).find()) {
            problems.mistake(word.position(), name + " is a word without blanks and control characters",
                    "it is ignored", null);
            return null;
        }
        return word.text();
    }

    private StatusCodes status(Section url) {
        List<StatusCodes.Range> ranges = new ArrayList<>();
        for (Node.Statement statement : url.all("status_code")) {
            for (Word word : statement.words()) {
                StatusCodes.Range range = StatusCodes.Range.parse(word.text());
                if (range != null) {
                    ranges.add(range);
                } else {
                    problems.mistake(word.position(), "a status code is a number from 100 to 599, or a range such as"
                            + " 200-299, not \"" + word.text() + "\"", "it is skipped", null);
                }
            }
        }
        return ranges.isEmpty() ? StatusCodes.SUCCESS : new StatusCodes(ranges);
    }

    private @Nullable String digest(Section url) {
        Word word = url.word("digest");
        if (word == null) {
            return null;
        }
        if (!MD5.matcher(word.text()).matches()) {
            problems.mistake(word.position(), "a digest is an MD5 sum, 32 hexadecimal digits, not \"" + word.text()
                    + "\"", "it is skipped", null);
            return null;
        }
        return word.text().toLowerCase(Locale.ROOT);
    }
}
