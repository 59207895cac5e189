package dev.lvsd.control;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The director as a process.
///
/// @param version version of lvsd
/// @param pid process id in the daemon's own pid namespace
/// @param routerId `router_id`
/// @param started wall-clock time of the start
/// @param uptime time since then on the monotonic clock, in seconds
/// @param ready whether the start is done: the table was programmed and every check has run once, or `ready_wait`
///     is over
/// @param configFile path of the configuration
/// @param syntax `yaml` or `keepalived`
/// @param stateDirectory path of what survives a restart
/// @param scheduling how the vrrp thread is scheduled, and why not real-time where it is not
/// @param metrics where metrics are scraped, a URL; null for nowhere
/// @param lostLogLines log lines dropped since the start because they came faster than they were read
/// @param warnings what was said about the configuration, and what does not work as asked, a line each
/// @param lastReload the reloads so far, null before the first
public record DaemonSnapshot(
        String version,
        long pid,
        String routerId,
        Instant started,
        @JsonProperty("uptime_seconds") Duration uptime,
        boolean ready,
        String configFile,
        String syntax,
        String stateDirectory,
        String scheduling,
        @Nullable String metrics,
        long lostLogLines,
        List<String> warnings,
        @Nullable ReloadSnapshot lastReload) {
    /// Copies the list.
    public DaemonSnapshot {
        warnings = List.copyOf(warnings);
    }
}
