package dev.lvsd.vrrp.driver;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Whether a keepalived runs in this network namespace, by what `/proc` (proc(5)) says. What cannot be read counts as
/// if it did: an interface must not be taken away from one that runs.
///
/// @param proc `/proc`
record OtherDaemons(Path proc) {
    private static final String KEEPALIVED = "keepalived";

    /// Reads it.
    boolean isKeepalivedRunning() {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(proc, "[0-9]*")) {
            Path ours = namespace(proc.resolve("self"));
            for (Path process : all) {
                if (isKeepalived(process) && isIn(process, ours)) {
                    return true;
                }
            }
            return false;
        } catch (IOException | DirectoryIteratorException _) {
            return true;
        }
    }

    private static boolean isKeepalived(Path process) {
        try {
            return Files.readString(process.resolve("comm")).strip().equals(KEEPALIVED);
        } catch (IOException _) {
            return false;
        }
    }

    /// One that has ended is nowhere; only who may trace a process may read where it is.
    private static boolean isIn(Path process, Path ours) {
        try {
            return namespace(process).equals(ours);
        } catch (NoSuchFileException _) {
            return false;
        } catch (IOException _) {
            return true;
        }
    }

    private static Path namespace(Path process) throws IOException {
        return Files.readSymbolicLink(process.resolve("ns/net"));
    }
}
