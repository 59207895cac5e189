package dev.lvsd;

import java.util.concurrent.CompletableFuture;

/// The wish that the daemon end: the first one counts.
final class StopRequest {
    /// Why to end.
    ///
    /// @param reason in words, for the log
    /// @param ending what becomes of what lvsd has programmed
    /// @param exitStatus of the process
    record Why(String reason, Ending ending, int exitStatus) {}

    private final CompletableFuture<Why> why = new CompletableFuture<>();

    /// Asks for the end; returns at once.
    void ask(String reason, Ending ending, int exitStatus) {
        why.complete(new Why(reason, ending, exitStatus));
    }

    /// Waits until someone asks.
    Why await() {
        return why.join();
    }
}
