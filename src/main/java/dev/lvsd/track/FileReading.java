package dev.lvsd.track;

import dev.lvsd.config.TrackedFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads tracked files, and writes their first number: for a virtual thread.
final class FileReading {
    private static final Outcome EMPTY = new Outcome.Value(0, "is empty, number 0");

    private FileReading() {}

    /// What was read of a file.
    sealed interface Outcome {
        /// Its number.
        record Value(long value, String detail) implements Outcome {}

        /// No number that counts: what was there before stays.
        record Ignored(String reason) implements Outcome {}
    }

    /// Writes the number that `init_file` wants.
    ///
    /// @return what went wrong, empty for nothing
    static String begin(TrackedFile file) {
        TrackedFile.Start start = file.start();
        Path path = Path.of(file.path());
        if (start == null || (Files.exists(path) && !start.overwrite())) {
            return "";
        }
        try {
            Files.writeString(path, start.value() + "\n");
            return "";
        } catch (IOException e) {
            return "init_file: cannot be written: " + e;
        }
    }

    /// Reads files. Who writes a file makes it empty first, as `>` of a shell does: one that is empty is read again.
    ///
    /// @param pause waits a moment before that
    static Map<TrackedFile, Outcome> read(List<TrackedFile> files, Runnable pause) {
        Map<TrackedFile, Outcome> outcomes = new HashMap<>();
        files.forEach(file -> outcomes.put(file, read(file)));
        if (outcomes.containsValue(EMPTY)) {
            pause.run();
            outcomes.replaceAll((file, outcome) -> outcome.equals(EMPTY) ? read(file) : outcome);
        }
        return outcomes;
    }

    /// Reads a file; one that is not there has the number 0, as in keepalived, and so has what is no file: reading a
    /// pipe would wait for its writer.
    private static Outcome read(TrackedFile file) {
        Path path = Path.of(file.path());
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            return new Outcome.Value(0, "is no regular file, number 0");
        }
        try (InputStream in = Files.newInputStream(path)) {
            String text = new String(in.readNBytes(FileNumber.BYTES), StandardCharsets.ISO_8859_1);
            if (text.isEmpty()) {
                return EMPTY;
            }
            Long number = FileNumber.of(text);
            return number == null
                    ? new Outcome.Ignored("holds a number of more than 32 bits, which is ignored")
                    : new Outcome.Value(number, "number " + number);
        } catch (NoSuchFileException _) {
            return new Outcome.Value(0, "does not exist, number 0");
        } catch (IOException e) {
            return new Outcome.Value(0, "cannot be read, number 0: " + e);
        }
    }
}
