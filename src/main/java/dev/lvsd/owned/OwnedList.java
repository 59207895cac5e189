package dev.lvsd.owned;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A list in the state directory: a first line that says what it is and in which version, then a line for each thing,
/// in alphabetic order. Written as a whole and moved into place, so that a crash leaves the old list or the new one.
public final class OwnedList {
    private static final String VERSION = "1";

    private final Path path;
    private final String title;

    /// A list of what lvsd made.
    ///
    /// @param path of the file; its directory exists
    public OwnedList(Path path) {
        this(path, "owned");
    }

    /// @param path of the file; its directory exists
    /// @param what it lists, a word of the first line
    public OwnedList(Path path, String what) {
        this.path = path;
        this.title = "# lvsd " + what + " ";
    }

    /// Reads the lines; an absent file has none, and one without a first line of ours has things alone.
    ///
    /// @throws IOException where it is there and cannot be read, or has another version
    public List<String> read() throws IOException {
        List<String> lines;
        try {
            String text = new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1);
            lines = List.of(text.split("\n", -1));
        } catch (NoSuchFileException _) {
            return List.of();
        } catch (IOException e) {
            throw new IOException(path + ": cannot be read: " + reason(e), e);
        }
        if (!lines.getFirst().startsWith(title)) {
            return lines;
        }
        String version = lines.getFirst().substring(title.length()).strip();
        if (!version.equals(VERSION)) {
            throw new IOException(path + ": has version " + version + " of the list, and this lvsd knows version "
                    + VERSION + "; start the lvsd that wrote it, or remove what it lists and the file");
        }
        return lines.subList(1, lines.size());
    }

    /// Replaces the list. When this returns it is on the disk.
    ///
    /// @throws IOException where it cannot be written; the old list stays then
    public void write(Collection<String> things) throws IOException {
        try {
            replace(things);
        } catch (IOException e) {
            throw new IOException(path + ": cannot be written: " + reason(e), e);
        }
    }

    private void replace(Collection<String> things) throws IOException {
        StringBuilder text = new StringBuilder(title + VERSION + "\n");
        new TreeSet<>(things).forEach(thing -> text.append(thing).append('\n'));
        DurableFile.replace(path, text.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    private static @Nullable String reason(IOException failure) {
        return switch (failure) {
            case AccessDeniedException _ -> "permission denied";
            case NoSuchFileException _ -> "no such directory";
            case FileSystemException other when other.getReason() != null -> other.getReason();
            case IOException other -> other.getMessage();
        };
    }
}
