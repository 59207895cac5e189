package dev.lvsd.script;

import java.time.Duration;

/// How the run of a script ended.
public sealed interface ScriptResult {
    /// What is added to the number of a signal.
    int SIGNALS = 128;

    /// By itself.
    ///
    /// @param status exit status; 128 and the number of the signal where a signal ended it
    record Exited(int status) implements ScriptResult {}

    /// Too late: it was ended, with all of its process group.
    ///
    /// @param limit the time that it had
    record TimedOut(Duration limit) implements ScriptResult {}

    /// It was never started.
    ///
    /// @param reason why, and what to do
    record NotRun(String reason) implements ScriptResult {}

    /// Whether it says that all is well.
    default boolean isSuccess() {
        return this instanceof Exited(int status) && status == 0;
    }

    /// For the log and the status: `exit status 1`.
    default String text() {
        return switch (this) {
            case Exited(int status) -> "exit status " + status + meaning(status);
            case TimedOut(Duration limit) -> "no end within " + limit.toMillis() / 1000.0 + " s";
            case NotRun(String reason) -> reason;
        };
    }

    /// What a shell and `env` mean by a status (POSIX.1-2024, 2.8.2).
    private static String meaning(int status) {
        if (status == 126) {
            return " (found, and cannot be executed)";
        }
        if (status == 127) {
            return " (not found)";
        }
        return status > SIGNALS && status < SIGNALS + 32 ? " (signal " + (status - SIGNALS) + ")" : "";
    }
}
