package dev.lvsd.config;

import dev.lvsd.config.text.Position;
import dev.lvsd.config.text.ProblemCollector;
import dev.lvsd.config.text.SourceText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
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
    /// The longest configuration in bytes: 100,000 real servers take half of it.
    static final int LONGEST = 32 << 20;
    /// Most lines: 100,000 real servers take a third of them.
    static final int MOST_LINES = 2_000_000;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final Path path;
    private final @Nullable Position included;
    private final Syntax syntax;
    private final ProblemCollector problems;

    private TextFile(Path path, @Nullable Position included, Syntax syntax, ProblemCollector problems) {
        this.path = path;
        this.included = included;
        this.syntax = syntax;
        this.problems = problems;
    }

    /// The text of a file; null where it cannot be read, which has been reported: as an error, or as a mistake
    /// where it is included, since keepalived goes on without what it cannot include.
    ///
    /// @param included where the file is included; null for the first file
    static @Nullable SourceText read(
            Path path, @Nullable Position included, Syntax syntax, ProblemCollector problems) {
        return new TextFile(path, included, syntax, problems).read();
    }

    private @Nullable SourceText read() {
        try {
            if (Files.isDirectory(path)) {
                return refuse("is a directory");
            }
            if (Files.exists(path) && !Files.isRegularFile(path)) {
                return refuse("is not a regular file");
            }
            if (Files.size(path) > LONGEST) {
                return refuse("is longer than " + (LONGEST >> 20) + " MiB");
            }
            return decode(bytes());
        } catch (NoSuchFileException _) {
            return refuse("does not exist");
        } catch (AccessDeniedException _) {
            return refuse("may not be read");
        } catch (IOException e) {
            return refuse("cannot be read: " + e.getMessage());
        }
    }

    private byte[] bytes() throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return in.readNBytes(LONGEST);
        }
    }

    private @Nullable SourceText decode(byte[] bytes) {
        int lines = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                return refuse("is no text: byte " + (i + 1) + " is zero");
            }
            lines += bytes[i] == '\n' || bytes[i] == '\r' ? 1 : 0;
        }
        if (lines > MOST_LINES) {
            return refuse("has more than " + MOST_LINES + " lines");
        }
        int from = hasByteOrderMark(bytes) ? BYTE_ORDER_MARK.length : 0;
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        try {
            String text = decoder.decode(ByteBuffer.wrap(bytes, from, bytes.length - from)).toString();
            return new SourceText(path.toString(), text);
        } catch (CharacterCodingException _) {
            return otherEncoding(bytes, from);
        }
    }

    private static boolean hasByteOrderMark(byte[] bytes) {
        return bytes.length >= 3
                && bytes[0] == BYTE_ORDER_MARK[0]
                && bytes[1] == BYTE_ORDER_MARK[1]
                && bytes[2] == BYTE_ORDER_MARK[2];
    }

    /// What to do with bytes that are no UTF-8: keepalived does not care, YAML does.
    private @Nullable SourceText otherEncoding(byte[] bytes, int from) {
        int count = bytes.length - from;
        SourceText text = new SourceText(path.toString(), new String(bytes, from, count, StandardCharsets.ISO_8859_1));
        String replaced = new String(bytes, from, count, StandardCharsets.UTF_8);
        String before = replaced.substring(0, replaced.indexOf('\ufffd'));
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        Position position = new Position(text, line, before.length() - before.lastIndexOf('\n'));
        problems.mistake(position, "the file is not UTF-8", "it is read as ISO 8859-1", "save it as UTF-8");
        return switch (syntax) {
            case YAML -> null;
            case KEEPALIVED -> text;
        };
    }

    private @Nullable SourceText refuse(String failure) {
        if (included == null) {
            problems.error(Position.ofFile(new SourceText(path.toString(), "")), "the file " + failure, null);
        } else {
            problems.mistake(included, path + " " + failure, "nothing is included", null);
        }
        return null;
    }
}
