package dev.lvsd.control;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One checker of a real server.
///
/// @param type keyword of the block: `TCP_CHECK`
/// @param target what it checks: `192.0.2.1:80`
/// @param health what it says
/// @param result the last result in words: `passed`, `connection refused`; null before the first
/// @param at wall-clock time of the last result, null before the first
/// @param took how long that check ran, in seconds; null before the first
/// @param attempts checks that ran
/// @param failures checks that failed
/// @param notRun checks that this node could not run, which say nothing about the real server
public record CheckSnapshot(
        String type,
        String target,
        Health health,
        @Nullable String result,
        @Nullable Instant at,
        @JsonProperty("took_seconds") @Nullable Duration took,
        long attempts,
        long failures,
        long notRun) {}
