package dev.lvsd.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One `vrrp_script`.
///
/// @param name name of the block
/// @param command what is run; exit status 0 is success
/// @param interval from the start of a run to the start of the next
/// @param timeout how long a run may take; a longer one is ended and has failed
/// @param rise successes in a row that make it up
/// @param fall failures in a row that make it down
/// @param weight of instances that give none
/// @param startsDown `init_fail`: down until the first success
/// @param user `user`, null for the default of all scripts
public record TrackedScript(
        String name,
        ScriptCommand command,
        Duration interval,
        Duration timeout,
        int rise,
        int fall,
        TrackWeight weight,
        boolean startsDown,
        @Nullable ScriptUser user) {}
