package dev.lvsd.sysctl;

import dev.lvsd.config.SysctlName;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Sysctls as files. Those below `net` are of the network namespace of the thread that asks.
public final class SysctlFiles {
    private final Path root;

    /// Those of the kernel.
    public SysctlFiles() {
        this(Path.of("/proc/sys"));
    }

    /// @param root where names begin
    SysctlFiles(Path root) {
        this.root = root;
    }

    /// Reads some.
    public Map<SysctlName, SysctlReading> read(Collection<SysctlName> names) {
        Map<SysctlName, SysctlReading> readings = new LinkedHashMap<>();
        names.forEach(name -> readings.put(name, read(name)));
        return readings;
    }

    /// Reads one.
    SysctlReading read(SysctlName name) {
        Path path = root.resolve(name.path());
        try {
            return new SysctlReading.Value(words(Files.readString(path)));
        } catch (NoSuchFileException _) {
            return new SysctlReading.Missing();
        } catch (IOException e) {
            return new SysctlReading.Unreadable(Files.isDirectory(path) ? "it is a directory" : reason(e));
        }
    }

    /// Writes one.
    ///
    /// @return what the kernel says against it, null for nothing
    @Nullable String write(SysctlName name, String value) {
        try {
            Files.writeString(root.resolve(name.path()), value + "\n");
            return null;
        } catch (IOException e) {
            return reason(e);
        }
    }

    private static String words(String text) {
        return String.join(" ", text.strip().split("\\s+"));
    }

    private static String reason(IOException failure) {
        return switch (failure) {
            case AccessDeniedException _ -> "Permission denied";
            case FileSystemException other when other.getReason() != null -> other.getReason();
            case IOException other -> String.valueOf(other.getMessage());
        };
    }
}
