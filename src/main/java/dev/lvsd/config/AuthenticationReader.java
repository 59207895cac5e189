package dev.lvsd.config;

import dev.lvsd.config.keyword.Place;
import dev.lvsd.config.text.ProblemCollector;
import dev.lvsd.config.tree.Node;
import dev.lvsd.config.tree.Word;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Reads `authentication`, which version 3 does not have (RFC 9568, 9), and `auth_hmac`, of which an instance has one
/// at most.
final class AuthenticationReader {
    private AuthenticationReader() {}

    /// The authentication of an instance.
    ///
    /// @param interval of its adverts, from which the default of `time_window` follows
    static Authentication read(Section instance, int version, Duration interval, Values values) {
        Authentication said = authentication(instance, version);
        Node.@Nullable Statement block = instance.statement("auth_hmac");
        if (block == null) {
            return said;
        }
        Authentication hmac = HmacReader.read(new Section(Place.AUTH_HMAC, block, values), interval);
        if (!hmac.equals(Authentication.NONE) && !said.equals(Authentication.NONE)) {
            instance.problems().mistake(block.position(), "authentication and auth_hmac exclude each other",
                    "auth_hmac counts", null);
        }
        return hmac.equals(Authentication.NONE) ? said : hmac;
    }

    private static Authentication authentication(Section instance, int version) {
        Section section = instance.section("authentication", Place.AUTHENTICATION);
        ProblemCollector problems = section.problems();
        String type = section.givenChoice("auth_type");
        Word word = section.word("auth_pass");
        if (type == null && word == null) {
            return Authentication.NONE;
        }
        if (version == 3) {
            problems.mistake(section.position(), "version 3 has no authentication", "it is ignored",
                    "auth_hmac works in both versions");
            return Authentication.NONE;
        }
        if (type == null || word == null) {
            problems.mistake(section.position(), "authentication needs both auth_type and auth_pass",
                    "there is no authentication", null);
            return Authentication.NONE;
        }
        if (word.text().getBytes(StandardCharsets.UTF_8).length > Password.BYTES) {
            problems.mistake(word.position(), "only the first " + Password.BYTES + " bytes of auth_pass count", null);
        }
        Password password = Password.of(word.text());
        return type.equals("AH")
                ? new Authentication.AuthenticationHeader(password)
                : new Authentication.Pass(password);
    }
}
