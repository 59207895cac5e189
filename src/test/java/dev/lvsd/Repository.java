package dev.lvsd;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The text files of this repository, as they lie in the working directory.
final class Repository {
    private static final Set<String> NOT_OURS = Set.of(".git", "target", "__pycache__", ".idea", ".vscode");
    private static final int PROBE = 8192;

    private Repository() {}

    /// One text file.
    ///
    /// @param path relative to the repository
    /// @param lines without their ends
    /// @param endsInNewline whether the last line has one
    record TextFile(Path path, List<String> lines, boolean endsInNewline) {
        boolean isJava() {
            return path.toString().endsWith(".java");
        }

        boolean isMain() {
            return path.startsWith("src/main");
        }
    }

    static List<TextFile> textFiles() throws IOException {
        List<TextFile> files = new ArrayList<>();
        Files.walkFileTree(Path.of(""), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return NOT_OURS.contains(String.valueOf(directory.getFileName()))
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile()) {
                    byte[] bytes = Files.readAllBytes(file);
                    if (isText(bytes)) {
                        String text = new String(bytes, StandardCharsets.UTF_8);
                        files.add(new TextFile(file, text.lines().toList(), text.isEmpty() || text.endsWith("\n")));
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException problem) {
                return FileVisitResult.CONTINUE;
            }
        });
        return List.copyOf(files);
    }

    private static boolean isText(byte[] bytes) {
        for (int i = 0; i < Math.min(bytes.length, PROBE); i++) {
            if (bytes[i] == 0) {
                return false;
            }
        }
        return true;
    }
}
