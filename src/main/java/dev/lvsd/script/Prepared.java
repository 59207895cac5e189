package dev.lvsd.script;

import java.util.List;

/// What comes of a configured command.
public sealed interface Prepared {
    /// It can be run.
    ///
    /// @param arguments the program and what it is given, with what makes it another user's
    /// @param user who runs it
    /// @param note what the operator should know; empty for nothing
    record Command(List<String> arguments, String user, String note) implements Prepared {
        /// Copies the list.
        public Command {
            arguments = List.copyOf(arguments);
        }
    }

    /// It is not run.
    ///
    /// @param reason why, and what to do
    record Refused(String reason) implements Prepared {}
}
