package dev.lvsd.config;

import dev.lvsd.config.text.ProblemCollector;
import dev.lvsd.config.text.SourceText;
import dev.lvsd.config.tree.Includes;
import dev.lvsd.config.tree.Word;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Finds included files: `*`, `?`, `[…]` and `{a,b}` in each part of a path, which is relative to the file
/// that includes. The files of a pattern come in the order of their names.
final class FileIncludes implements Includes {
    private static final int MOST = 10_000;
    private static final Pattern GLOB = Pattern.compile("[*?\\[{]");

    private final ProblemCollector problems;

    FileIncludes(ProblemCollector problems) {
        this.problems = problems;
    }

    @Override
    public List<SourceText> open(Word keyword, Word pattern) {
        List<SourceText> sources = new ArrayList<>();
        for (Path path : find(pattern)) {
            SourceText source = TextFile.read(path, pattern.position(), Syntax.KEEPALIVED, problems);
            if (source != null) {
                sources.add(source);
            }
        }
        return sources;
    }

    private List<Path> find(Word pattern) {
        List<Path> found = List.of();
        try {
            Path including = Path.of(pattern.position().source().name());
            found = GLOB.matcher(pattern.text()).find()
                    ? expand(including, pattern.text())
                    : List.of(including.resolveSibling(pattern.text()).normalize());
        } catch (InvalidPathException | PatternSyntaxException e) {
            problems.error(pattern.position(), "this is no path and no pattern of paths: " + e.getMessage(), null);
            return List.of();
        } catch (IOException e) {
            problems.mistake(pattern.position(), "the directory cannot be read: " + e.getMessage(), null);
        }
        if (found.isEmpty()) {
            problems.mistake(pattern.position(), "no file matches " + pattern.text(), "nothing is included", null);
        }
        return found;
    }

    private static List<Path> expand(Path including, String pattern) throws IOException {
        List<Path> level = List.of(including.resolveSibling(pattern.startsWith("/") ? "/" : "."));
        for (String part : Pattern.compile("/").splitAsStream(pattern).toList()) {
            if (part.isEmpty()) {
                continue;
            }
            List<Path> next = new ArrayList<>();
            for (Path directory : level) {
                if (!GLOB.matcher(part).find()) {
                    next.add(directory.resolve(part));
                } else if (Files.isDirectory(directory)) {
                    addMatches(directory, part, next);
                }
            }
            level = next;
        }
        return level.stream().map(Path::normalize).filter(Files::exists).sorted().limit(MOST).toList();
    }

    private static void addMatches(Path directory, String part, List<Path> to) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, part)) {
            for (Path entry : entries) {
                if (!entry.getFileName().toString().startsWith(".") || part.startsWith(".")) {
                    to.add(entry);
                }
            }
        }
    }
}
