package dev.lvsd.ipvs.reconciler;

import dev.lvsd.ipvs.VirtualServerKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/// The list of the virtual servers that lvsd made, in the state directory: what it has to remove after a crash if the
/// configuration no longer has them. Written as a whole and moved into place, so that a crash leaves the old list or
/// the new one.
public final class OwnedFile {
    private final Path path;

    /// @param path of the file; its directory exists
    public OwnedFile(Path path) {
        this.path = path;
    }

    /// Reads the list; an absent file is an empty one, and a line that is no virtual server is skipped.
    ///
    /// @throws IOException where it is there and cannot be read
    public Set<VirtualServerKey> read() throws IOException {
        try {
            return OwnedText.parse(new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException _) {
            return Set.of();
        }
    }

    /// Replaces the list. When this returns it is on the disk.
    ///
    /// @throws IOException where it cannot be written; the old list stays then
    public void write(Set<VirtualServerKey> keys) throws IOException {
        Path next = path.resolveSibling(path.getFileName() + ".next");
        try (FileChannel file = FileChannel.open(
                next,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer text = ByteBuffer.wrap(OwnedText.of(keys).getBytes(StandardCharsets.ISO_8859_1));
            while (text.hasRemaining()) {
                file.write(text);
            }
            file.force(true);
        }
        Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
