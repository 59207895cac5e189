package dev.lvsd.linux;

import static dev.lvsd.linux.LinuxAbi.CLOCK_BOOTTIME;
import static dev.lvsd.linux.LinuxAbi.OFFSETOF_TIMESPEC_TV_NSEC;
import static dev.lvsd.linux.LinuxAbi.SIZEOF_TIMESPEC;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/// The time since this machine was booted, with the time that it slept (clock_gettime(2), `CLOCK_BOOTTIME`): the
/// same for all processes, and set by nobody. Of one thread; reading it allocates nothing and never waits.
public final class BootClock {
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
    private static final long SECOND = 1_000_000_000L;

    private final NativeBuffer time = new NativeBuffer(SIZEOF_TIMESPEC);

    /// Nanoseconds since the boot.
    public long nanos() {
        LibC.clock_gettime(CLOCK_BOOTTIME, time.address());
        return time.bytes().getLong(0) * SECOND + time.bytes().getLong(OFFSETOF_TIMESPEC_TV_NSEC);
    }

    /// What tells this boot from all others (random(4)).
    public static UUID bootId() throws IOException {
        return UUID.fromString(Files.readString(BOOT_ID).strip());
    }
}
