package dev.lvsd.track;

import dev.lvsd.config.TrackedProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Counts processes by reading `/proc` (proc(5)): for a virtual thread.
final class ProcessScan {
    private static final Path PROC = Path.of("/proc");

    private ProcessScan() {}

    /// How many processes each of some blocks means.
    ///
    /// @throws IOException where `/proc` cannot be read
    static Map<TrackedProcess, Integer> count(List<TrackedProcess> wanted) throws IOException {
        Map<TrackedProcess, Integer> counts = new HashMap<>();
        Map<TrackedProcess, ProcessMatch> matches = new HashMap<>();
        for (TrackedProcess process : wanted) {
            counts.put(process, 0);
            matches.put(process, new ProcessMatch(process));
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC, ProcessScan::isProcess)) {
            for (Path directory : all) {
                List<String> names = words(directory.resolve("comm"), '\n');
                if (names == null || names.isEmpty()) {
                    continue;
                }
                matches.forEach((process, match) -> {
                    if (match.fitsName(names.getFirst()) && fitsArguments(match, directory)) {
                        counts.merge(process, 1, Integer::sum);
                    }
                });
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return counts;
    }

    private static boolean fitsArguments(ProcessMatch match, Path directory) {
        if (!match.needsArguments()) {
            return true;
        }
        List<String> arguments = words(directory.resolve("cmdline"), '\0');
        return arguments != null && match.fitsArguments(arguments);
    }

    private static boolean isProcess(Path path) {
        return Character.isDigit(path.getFileName().toString().charAt(0));
    }

    /// The words of a file, null where its process is gone.
    private static @Nullable List<String> words(Path file, char separator) {
        try {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            String last = String.valueOf(separator);
            String whole = text.endsWith(last) ? text.substring(0, text.length() - 1) : text;
            return whole.isEmpty() ? List.of() : Arrays.asList(whole.split(last, -1));
        } catch (IOException _) {
            return null;
        }
    }
}
