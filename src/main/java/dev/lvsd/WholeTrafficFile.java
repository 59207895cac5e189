package dev.lvsd;

import dev.lvsd.ipvs.TableKind;
import dev.lvsd.ipvs.TrafficCounters;
import dev.lvsd.ipvs.WholeTraffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The kernel's counters of all virtual servers together, read from its file.
final class WholeTrafficFile {
    private WholeTrafficFile() {}

    /// What the kernel counts now; null where it has no such file or the table is not the kernel's.
    static @Nullable TrafficCounters read(TableKind kind) {
        if (kind == TableKind.MEMORY) {
            return null;
        }
        try {
            return WholeTraffic.parse(Files.readString(Path.of(WholeTraffic.FILE)));
        } catch (IOException _) {
            return null;
        }
    }
}
