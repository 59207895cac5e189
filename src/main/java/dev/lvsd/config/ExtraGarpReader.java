package dev.lvsd.config;

import dev.lvsd.config.keyword.Shape;
import dev.lvsd.config.tree.Node;
import dev.lvsd.config.tree.Word;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads `garp_extra_if [all] SECONDS` and `vrrp_garp_extra_if`.
final class ExtraGarpReader {
    /// A day (keepalived.conf(5)).
    private static final Shape.Whole SECONDS = new Shape.Whole(0, 86_400);

    private ExtraGarpReader() {}

    /// @param otherwise what counts where the keyword is not given, or not understood, which is reported
    static ExtraGarp read(Section section, String keyword, ExtraGarp otherwise) {
        Node.@Nullable Statement statement = section.statement(keyword);
        if (statement == null) {
            return otherwise;
        }
        List<Word> words = statement.words();
        boolean all = !words.isEmpty() && words.getFirst().text().equals("all");
        List<Word> rest = all ? words.subList(1, words.size()) : words;
        if (rest.size() != 1) {
            section.problems().mistake(statement.position(), keyword + " is a number of seconds, perhaps behind all",
                    "it is skipped", null);
            return otherwise;
        }
        Long seconds = section.whole(keyword, SECONDS, rest.getFirst());
        return seconds == null ? otherwise : new ExtraGarp(Duration.ofSeconds(seconds), all);
    }
}
