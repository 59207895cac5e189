package dev.lvsd.config;

import dev.lvsd.config.keyword.Place;
import dev.lvsd.config.text.ProblemCollector;
import dev.lvsd.config.tree.Word;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Reads `authentication`: a password in version 2, and nothing in version 3, which has none (RFC 9568, 9).
final class AuthenticationReader {
    private AuthenticationReader() {}

    /// The password of an instance; null for none.
    static @Nullable Password read(Section instance, int version) {
        Section section = instance.section("authentication", Place.AUTHENTICATION);
        ProblemCollector problems = section.problems();
        String type = section.givenChoice("auth_type");
        Word word = section.word("auth_pass");
        if (type == null && word == null) {
            return null;
        }
        if (version == 3) {
            problems.mistake(section.position(), "version 3 has no authentication", "it is ignored", null);
            return null;
        }
        if ("AH".equals(type)) {
            problems.warning(section.position(), "auth_type AH is not supported yet; there is no authentication", null);
            return null;
        }
        if (type == null || word == null) {
            problems.mistake(section.position(), "authentication needs both auth_type and auth_pass",
                    "there is no authentication", null);
            return null;
        }
        if (word.text().getBytes(StandardCharsets.UTF_8).length > Password.BYTES) {
            problems.mistake(word.position(), "only the first " + Password.BYTES + " bytes of auth_pass count", null);
        }
        return Password.of(word.text());
    }
}
