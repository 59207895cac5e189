package dev.lvsd.linux;

import static dev.lvsd.linux.LinuxAbi.CAP_SETGID;
import static dev.lvsd.linux.LinuxAbi.CAP_SETUID;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Who this process is (`/proc/self/status`).
///
/// @param user effective user
/// @param group effective group
/// @param maySwitch whether it may become another user: it has `CAP_SETUID` and `CAP_SETGID`
public record Credentials(int user, int group, boolean maySwitch) {
    private static final Path STATUS = Path.of("/proc/self/status");
    /// Real, effective, saved, file system.
    private static final int EFFECTIVE = 1;

    /// Those of this process now.
    ///
    /// @throws IOException where `/proc` cannot be read
    public static Credentials own() throws IOException {
        int user = -1;
        int group = -1;
        long capabilities = 0;
        for (String line : Files.readAllLines(STATUS)) {
            String[] words = line.strip().split("\\s+", -1);
            switch (words[0]) {
                case "Uid:" -> user = Integer.parseInt(words[EFFECTIVE + 1]);
                case "Gid:" -> group = Integer.parseInt(words[EFFECTIVE + 1]);
                case "CapEff:" -> capabilities = Long.parseUnsignedLong(words[1], 16);
                default -> {}
            }
        }
        return new Credentials(user, group, has(capabilities, CAP_SETUID) && has(capabilities, CAP_SETGID));
    }

    private static boolean has(long capabilities, int bit) {
        return (capabilities >>> bit & 1) == 1;
    }
}
