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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds processes by reading `/proc` (proc(5)): for a virtual thread.
final class ProcessScan {
    private static final Path PROC = Path.of("/proc");

    private ProcessScan() {}

    /// Which processes each of some blocks means. One that has ended and is not reaped yet is none.
    ///
    /// @throws IOException where `/proc` cannot be read
    static Map<TrackedProcess, Set<Integer>> find(List<TrackedProcess> wanted) throws IOException {
        Map<TrackedProcess, Set<Integer>> found = new HashMap<>();
        Map<TrackedProcess, ProcessMatch> matches = new HashMap<>();
        for (TrackedProcess process : wanted) {
            found.put(process, new HashSet<>());
            matches.put(process, new ProcessMatch(process));
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC, ProcessScan::isProcess)) {
            for (Path directory : all) {
                List<String> names = words(directory.resolve("comm"), '\n');
                if (names == null || names.isEmpty()) {
                    continue;
                }
                matches.forEach((process, match) -> {
                    if (match.fitsName(names.getFirst()) && fitsArguments(match, directory) && !hasEnded(directory)) {
                        found.computeIfAbsent(process, _ -> new HashSet<>()).add(number(directory));
                    }
                });
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return found;
    }

    private static boolean fitsArguments(ProcessMatch match, Path directory) {
        if (!match.needsArguments()) {
            return true;
        }
        List<String> arguments = words(directory.resolve("cmdline"), '\0');
        return arguments != null && match.fitsArguments(arguments);
    }

    /// The name of a process, empty where it is gone.
    static String name(int process) {
        List<String> names = words(PROC.resolve(process + "/comm"), '\n');
        return names == null || names.isEmpty() ? "" : names.getFirst();
    }

    /// The state stands behind the name, which is in brackets and may hold anything: `7 (a) b) Z 1 …`.
    private static boolean hasEnded(Path directory) {
        List<String> stat = words(directory.resolve("stat"), '\n');
        if (stat == null || stat.isEmpty()) {
            return true;
        }
        String rest = stat.getLast().substring(stat.getLast().lastIndexOf(')') + 1).strip();
        return rest.startsWith("Z") || rest.startsWith("X");
    }

    private static int number(Path directory) {
        return Integer.parseInt(directory.getFileName().toString());
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
