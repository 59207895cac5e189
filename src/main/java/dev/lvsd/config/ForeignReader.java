package dev.lvsd.config;

import dev.lvsd.config.text.ProblemCollector;
import dev.lvsd.config.tree.Word;
import org.jspecify.annotations.Nullable;

/// Reads `lvsd: {foreign: keep|remove}`.
final class ForeignReader {
    private ForeignReader() {}

    static Foreign read(Section lvsd, ProblemCollector problems) {
        @Nullable Word word = lvsd.word("foreign");
        if (word == null) {
            return Foreign.KEEP;
        }
        for (Foreign foreign : Foreign.values()) {
            if (foreign.word().equals(word.text())) {
                return foreign;
            }
        }
        problems.mistake(word.position(), "foreign is keep or remove, not \"" + word.text() + "\"", "it is keep", null);
        return Foreign.KEEP;
    }
}
