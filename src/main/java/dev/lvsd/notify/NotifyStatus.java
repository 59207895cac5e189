package dev.lvsd.notify;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of notifications at one moment.
///
/// @param subjects those that were told about, in the order of their first message
/// @param pipes the named pipes
/// @param mail mail
public record NotifyStatus(List<Told> subjects, List<Pipe> pipes, Mail mail) {
    /// Nothing was told, and nobody is.
    public static final NotifyStatus NONE = new NotifyStatus(List.of(), List.of(), new Mail(0, 0, 0, null));

    /// Copies the lists.
    public NotifyStatus {
        subjects = List.copyOf(subjects);
        pipes = List.copyOf(pipes);
    }

    /// What scripts were told of a virtual router or a sync group.
    ///
    /// @param subject which
    /// @param runs scripts that were run or should have been
    /// @param failures those that failed: not run, ended by a timeout, or another exit status than 0
    /// @param skipped messages that a slow script never heard, since a later one replaced them
    /// @param last the last run, null before the first
    public record Told(Subject subject, long runs, long failures, long skipped, @Nullable Run last) {}

    /// The last run of a script.
    ///
    /// @param at wall-clock time of its end
    /// @param state what it was told: `MASTER`
    /// @param result how it ended: `exit status 0`
    /// @param isFailure whether it failed
    public record Run(Instant at, String state, String result, boolean isFailure) {}

    /// A named pipe.
    ///
    /// @param path where it is
    /// @param lines lines written
    /// @param dropped lines that were not written: nobody read, and the pipe was full, or it could not be opened
    /// @param problem what is wrong with it, null for nothing
    public record Pipe(String path, long lines, long dropped, @Nullable String problem) {}

    /// Mail.
    ///
    /// @param sent mails that the server took
    /// @param failures mails that it did not
    /// @param skipped mails that were never sent, since the server was too slow and a later one replaced them
    /// @param lastFailure why the last failed, null where none has
    public record Mail(long sent, long failures, long skipped, @Nullable String lastFailure) {}
}
