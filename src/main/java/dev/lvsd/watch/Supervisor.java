package dev.lvsd.watch;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a service manager has set in our environment (sd_notify(3), sd_watchdog_enabled(3)).
///
/// @param socket where it listens (`NOTIFY_SOCKET`), empty where nobody does
/// @param watchdog the time in which it wants to be told that we live, null where it does not care
public record Supervisor(String socket, @Nullable Duration watchdog) {
    private static final long NANOS_PER_MICRO = 1000;

    /// Reads the environment. `WATCHDOG_USEC` counts where `WATCHDOG_PID` is us or absent; what is no number is no
    /// wish.
    ///
    /// @param processId ours
    public static Supervisor of(Map<String, String> environment, long processId) {
        String socket = environment.getOrDefault("NOTIFY_SOCKET", "");
        long micros = number(environment.get("WATCHDOG_USEC"));
        String whose = environment.get("WATCHDOG_PID");
        boolean ours = whose == null || number(whose) == processId;
        boolean wanted = ours && micros > 0 && micros <= Long.MAX_VALUE / NANOS_PER_MICRO;
        return new Supervisor(socket, wanted ? Duration.ofNanos(micros * NANOS_PER_MICRO) : null);
    }

    private static long number(@Nullable String text) {
        try {
            return text == null ? 0 : Long.parseLong(text);
        } catch (NumberFormatException _) {
            return 0;
        }
    }
}
