package dev.lvsd.config;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One `vrrp_track_process`: it is up while the number of its processes is between the quorum and the maximum.
///
/// @param name name of the block
/// @param process name of the process: that of `/proc/PID/comm`, or with `full_command` its command line's first
///     argument
/// @param parameters the arguments that it must have; empty where `match` is null or none is wanted
/// @param match how arguments are compared, null where they are not
/// @param fullCommand `full_command`
/// @param quorum processes that must run
/// @param most `quorum_max`: processes that may run
/// @param weight of instances that give none
/// @param forkDelay how long a change that a start made must last
/// @param terminateDelay how long a change that an end made must last
public record TrackedProcess(
        String name,
        String process,
        List<String> parameters,
        @Nullable Match match,
        boolean fullCommand,
        int quorum,
        int most,
        TrackWeight weight,
        Duration forkDelay,
        Duration terminateDelay) {
    /// Copies the list.
    public TrackedProcess {
        parameters = List.copyOf(parameters);
    }

    /// How arguments are compared (`param_match`).
    public enum Match {
        /// All of them, and no others.
        EXACT,
        /// The last of them may be only the beginning of the process's; others may follow.
        INITIAL,
        /// The first ones are equal; others may follow.
        PARTIAL
    }
}
