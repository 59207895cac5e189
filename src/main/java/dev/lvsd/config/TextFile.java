package dev.lvsd.config;

import dev.lvsd.config.text.Position;
import dev.lvsd.config.text.ProblemCollector;
import dev.lvsd.config.text.SourceText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Reads a file as text, whatever it turns out to be: never more than [#LONGEST] bytes, and only a regular
/// file, since a pipe may never end.
final class TextFile {
    /// The longest configuration in bytes: 100,000 real servers take a quarter of it.
    static final int LONGEST = 64 << 20;

    private TextFile() {}

    /// The text of a file; null where it cannot be read, which has been reported.
    ///
    /// @param at what the message is about; null for the file itself
    static @Nullable SourceText read(Path path, @Nullable Position at, Syntax syntax, ProblemCollector problems) {
        Position position = at == null ? Position.ofFile(new SourceText(path.toString(), "")) : at;
        String failure;
        try {
            if (Files.isDirectory(path)) {
                failure = "is a directory";
            } else if (Files.exists(path) && !Files.isRegularFile(path)) {
                failure = "is not a regular file";
            } else {
                byte[] bytes = bytes(path);
                if (bytes.length <= LONGEST) {
                    return decode(path, bytes, position, syntax, problems);
                }
                failure = "is longer than " + (LONGEST >> 20) + " MiB";
            }
        } catch (NoSuchFileException _) {
            failure = "does not exist";
        } catch (AccessDeniedException _) {
            failure = "may not be read";
        } catch (IOException e) {
            failure = "cannot be read: " + e.getMessage();
        }
        problems.error(position, at == null ? "the file " + failure : path + " " + failure, null);
        return null;
    }

    private static byte[] bytes(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return Files.size(path) > LONGEST ? new byte[LONGEST + 1] : in.readNBytes(LONGEST + 1);
        }
    }

    private static @Nullable SourceText decode(
            Path path, byte[] bytes, Position position, Syntax syntax, ProblemCollector problems) {
        int from = bytes.length >= 3 && bytes[0] == (byte) 0xef && bytes[1] == (byte) 0xbb && bytes[2] == (byte) 0xbf
                ? 3 : 0;
        ByteBuffer buffer = ByteBuffer.wrap(bytes, from, bytes.length - from);
        String name = path.toString();
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                problems.error(position, name + " is no text: byte " + (i + 1) + " is zero", null);
                return null;
            }
        }
        try {
            return new SourceText(name, StandardCharsets.UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(buffer.duplicate())
                    .toString());
        } catch (CharacterCodingException _) {
            return otherwise(name, bytes, from, syntax, problems);
        }
    }

    /// What to do with bytes that are no UTF-8: keepalived does not care, YAML does.
    private static @Nullable SourceText otherwise(
            String name, byte[] bytes, int from, Syntax syntax, ProblemCollector problems) {
        SourceText text = new SourceText(
                name, new String(bytes, from, bytes.length - from, StandardCharsets.ISO_8859_1));
        String utf8 = new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
        int line = 1 + (int) utf8.substring(0, utf8.indexOf('\ufffd')).chars().filter(c -> c == '\n').count();
        Position position = new Position(text, line, firstHigh(text.line(line)) + 1);
        problems.mistake(position, "the file is not UTF-8", "it is read as ISO 8859-1", "save it as UTF-8");
        return switch (syntax) {
            case YAML -> null;
            case KEEPALIVED -> text;
        };
    }

    private static int firstHigh(String line) {
        int i = 0;
        while (i < line.length() && line.charAt(i) < 128) {
            i++;
        }
        return i;
    }
}
