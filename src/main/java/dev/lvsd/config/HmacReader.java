package dev.lvsd.config;

import dev.lvsd.config.keyword.Shape;
import dev.lvsd.config.text.Position;
import dev.lvsd.config.text.ProblemCollector;
import dev.lvsd.config.tree.Node;
import dev.lvsd.config.tree.Word;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads `auth_hmac`. The value of a `key` is its text, or `hex:` with hexadecimal digits, or `file:` with the path of
/// a file that holds it, relative to the configuration; a newline at the end of that file does not count. Whatever
/// makes the block useless is an error in both syntaxes: without it the adverts would go out unsigned.
final class HmacReader {
    private static final Shape.Whole NUMBERS = new Shape.Whole(0, 255);
    private static final String HEX = "hex:";
    private static final String FILE = "file:";
    /// The default of `time_window` is three adverts, and this at least.
    private static final long SHORTEST_WINDOW = 5;
    private static final long LONGEST_WINDOW = 300;

    private HmacReader() {}

    /// The authentication that a block says, none where it is unusable, which has been reported.
    static Authentication read(Section block, Duration interval) {
        List<HmacKey> keys = keys(block);
        Long active = block.givenWhole("active_key");
        String replay = block.choice("anti_replay");
        Long window = block.givenWhole("time_window");
        String mode = block.choice("mode");
        if (keys.isEmpty()) {
            block.problems().error(block.position(), "auth_hmac has no usable key", "key NUMBER VALUE");
            return Authentication.NONE;
        }
        int number = active == null ? keys.getFirst().number() : active.intValue();
        if (keys.stream().noneMatch(key -> key.number() == number)) {
            block.problems().error(block.positionOf("active_key"), "no key has the number " + number, null);
            return Authentication.NONE;
        }
        long adverts = 3 * ((interval.toMillis() + 999) / 1000);
        return new Authentication.Hmac(
                keys,
                number,
                Authentication.AntiReplay.valueOf(word(replay)),
                Duration.ofSeconds(window == null ? Math.clamp(adverts, SHORTEST_WINDOW, LONGEST_WINDOW) : window),
                Authentication.Mode.valueOf(word(mode)));
    }

    private static String word(String choice) {
        return choice.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static List<HmacKey> keys(Section block) {
        ProblemCollector problems = block.problems();
        List<HmacKey> keys = new ArrayList<>();
        for (Node.Statement statement : block.all("key")) {
            List<Word> words = statement.words();
            if (words.isEmpty() || words.size() % 2 != 0) {
                problems.error(statement.position(), "a key is a number and a value", "key NUMBER VALUE");
                continue;
            }
            for (int i = 0; i < words.size(); i += 2) {
                HmacKey key = key(block, words.get(i), words.get(i + 1));
                if (key != null && keys.stream().anyMatch(other -> other.number() == key.number())) {
                    problems.error(words.get(i).position(), "a second key " + key.number(),
                            "each needs its own number");
                } else if (key != null) {
                    keys.add(key);
                }
            }
        }
        return keys;
    }

    private static @Nullable HmacKey key(Section block, Word word, Word value) {
        Long number = block.whole("the number of a key", NUMBERS, word);
        byte[] secret = secret(block.problems(), value);
        if (number == null || secret == null) {
            return null;
        }
        if (secret.length < HmacKey.SHORTEST || secret.length > HmacKey.LONGEST) {
            block.problems().error(value.position(), "key " + number + " has " + secret.length + " bytes, not "
                    + HmacKey.SHORTEST + " to " + HmacKey.LONGEST, "hex: and the output of openssl rand -hex 32");
            return null;
        }
        return new HmacKey(number.intValue(), secret);
    }

    private static byte @Nullable [] secret(ProblemCollector problems, Word value) {
        String text = value.text();
        if (text.startsWith(HEX)) {
            try {
                return HexFormat.of().parseHex(text.substring(HEX.length()));
            } catch (IllegalArgumentException _) {
                problems.error(value.position(), "behind hex: stand pairs of hexadecimal digits", null);
                return null;
            }
        }
        return text.startsWith(FILE)
                ? contents(problems, value.position(), text.substring(FILE.length()))
                : text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte @Nullable [] contents(ProblemCollector problems, Position position, String name) {
        try {
            Path path = Path.of(position.source().name()).resolveSibling(name);
            if (!Files.isRegularFile(path) || Files.size(path) > HmacKey.LONGEST + 1) {
                problems.error(position, path + " is no file of at most " + HmacKey.LONGEST + " bytes", null);
                return null;
            }
            byte[] bytes = Files.readAllBytes(path);
            boolean line = bytes.length > 0 && bytes[bytes.length - 1] == '\n';
            return line ? Arrays.copyOf(bytes, bytes.length - 1) : bytes;
        } catch (IOException | InvalidPathException e) {
            problems.error(position, "the key file cannot be read: " + e.getMessage(), null);
            return null;
        }
    }
}
