package dev.lvsd;

import java.time.Duration;

/// The last resort of a stop: a process that hangs in it ends all the same, so that a supervisor can start the
/// next one and nobody needs SIGKILL.
final class StopLimit {
    private StopLimit() {}

    /// Has the process end at once, without its shutdown hooks, if it still runs after a time.
    static void set(Duration limit, int exitStatus) {
        Thread.ofPlatform().name("stop-limit").daemon().start(() -> {
            try {
                Thread.sleep(limit);
            } catch (InterruptedException _) {
                return;
            }
            Runtime.getRuntime().halt(exitStatus);
        });
    }
}
