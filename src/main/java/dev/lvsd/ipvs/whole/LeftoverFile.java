package dev.lvsd.ipvs.whole;

import dev.lvsd.owned.OwnedList;
import java.io.IOException;
import java.nio.file.Path;

/// [Leftover] in the state directory.
public final class LeftoverFile {
    private final OwnedList list;
    private final String boot;

    /// @param path of the file; its directory exists
    /// @param boot tells this boot of the machine from others
    public LeftoverFile(Path path, String boot) {
        this.list = new OwnedList(path);
        this.boot = boot;
    }

    /// Reads it; an absent file is [Leftover#NONE].
    ///
    /// @throws IOException where it is there and cannot be read
    public Leftover read() throws IOException {
        return Leftover.parse(list.read(), boot);
    }

    /// Replaces it. When this returns it is on the disk.
    ///
    /// @throws IOException where it cannot be written
    public void write(Leftover leftover) throws IOException {
        list.write(leftover.lines(boot));
    }
}
