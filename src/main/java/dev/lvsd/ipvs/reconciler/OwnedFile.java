package dev.lvsd.ipvs.reconciler;

import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.owned.OwnedList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/// The list of the virtual servers that lvsd made, in the state directory: what it has to remove after a crash if the
/// configuration no longer has them.
public final class OwnedFile {
    private final OwnedList list;

    /// @param path of the file; its directory exists
    public OwnedFile(Path path) {
        list = new OwnedList(path);
    }

    /// Reads the list; an absent file is an empty one, and a line that is no virtual server is skipped.
    ///
    /// @throws IOException where it is there and cannot be read
    public Set<VirtualServerKey> read() throws IOException {
        return OwnedText.parse(list.read());
    }

    /// Replaces the list. When this returns it is on the disk.
    ///
    /// @throws IOException where it cannot be written; the old list stays then
    public void write(Set<VirtualServerKey> keys) throws IOException {
        list.write(OwnedText.of(keys));
    }
}
