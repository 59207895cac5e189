package dev.lvsd.control;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was told to scripts, named pipes and people.
///
/// @param scripts of each virtual router and sync group that has told a script anything
/// @param pipes the named pipes
/// @param mail mail
public record NotificationsSnapshot(
        List<Scripts> scripts, @JsonProperty("notify_fifo") List<Pipe> pipes, Mail mail) {
    /// Copies the lists.
    public NotificationsSnapshot {
        scripts = List.copyOf(scripts);
        pipes = List.copyOf(pipes);
    }

    /// The scripts of a virtual router or a sync group.
    ///
    /// @param kind `INSTANCE` or `GROUP`
    /// @param name its name
    /// @param runs scripts that ran or should have
    /// @param failures those that failed
    /// @param skipped changes that a slow script was never told, since a later one replaced them
    /// @param last the last run, null before the first
    public record Scripts(
            String kind, String name, long runs, long failures, long skipped, @Nullable Run last) {}

    /// The last run of a script.
    ///
    /// @param at wall-clock time of its end
    /// @param state what it was told
    /// @param result how it ended
    public record Run(Instant at, String state, String result) {}

    /// A named pipe.
    ///
    /// @param path where it is
    /// @param lines lines written
    /// @param dropped lines that it did not take
    /// @param problem what is wrong with it, null for nothing
    public record Pipe(String path, long lines, long dropped, @Nullable String problem) {}

    /// Mail.
    ///
    /// @param sent mails that the server took
    /// @param failures mails that it did not
    /// @param skipped mails that a later one replaced
    /// @param lastFailure why the last failed, null where none has
    public record Mail(long sent, long failures, long skipped, @Nullable String lastFailure) {}
}
