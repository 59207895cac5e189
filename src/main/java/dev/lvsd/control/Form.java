package dev.lvsd.control;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The words of a request: those of its query, and those of its body, each `name=value` and coded as an HTML form does
/// (`application/x-www-form-urlencoded`), which is what `curl -d` and `curl --data-urlencode` send.
///
/// @param words by their name
public record Form(Map<String, String> words) {
    /// Keeps the order.
    public Form {
        words = Collections.unmodifiableMap(new LinkedHashMap<>(words));
    }

    /// Reads the words.
    ///
    /// @throws FormException where they are not of that form, or one comes twice
    static Form read(String query, String body) throws FormException {
        Map<String, String> words = new LinkedHashMap<>();
        take(query, words);
        take(body.strip(), words);
        return new Form(words);
    }

    private static void take(String text, Map<String, String> words) throws FormException {
        if (text.isEmpty()) {
            return;
        }
        for (String word : text.split("&", -1)) {
            int equals = word.indexOf('=');
            if (equals < 1) {
                throw new FormException("\"" + word + "\" is no word of a form, NAME=VALUE");
            }
            String name = decoded(word.substring(0, equals));
            if (words.putIfAbsent(name, decoded(word.substring(equals + 1))) != null) {
                throw new FormException(name + " is there twice");
            }
        }
    }

    private static String decoded(String text) throws FormException {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw new FormException("\"" + text + "\" is not coded as in a form (%20 for a blank)");
        }
    }

    /// Refuses words that nobody reads.
    ///
    /// @param known the names that mean something
    void only(Set<String> known) throws FormException {
        for (String name : words.keySet()) {
            if (!known.contains(name)) {
                throw new FormException("there is no word \"" + name + "\" here; there are "
                        + String.join(", ", known.stream().sorted().toList()));
            }
        }
    }

    /// The value of a word, null where it is not there.
    @Nullable String value(String name) {
        return words.get(name);
    }

    /// The value of a word that has to be there.
    String needed(String name) throws FormException {
        String value = words.get(name);
        if (value == null || value.isBlank()) {
            throw new FormException(name + " is missing");
        }
        return value;
    }

    /// Whether a word is `true` rather than `false` or not there.
    boolean flag(String name) throws FormException {
        String value = words.getOrDefault(name, "false");
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new FormException(name + " is true or false, not \"" + value + "\"");
        };
    }
}
