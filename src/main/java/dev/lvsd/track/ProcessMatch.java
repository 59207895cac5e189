package dev.lvsd.track;

import dev.lvsd.config.TrackedProcess;
import dev.lvsd.config.TrackedProcess.Match;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether a process is one that a block means.
final class ProcessMatch {
    /// Bytes of a name in `/proc/PID/comm` (`TASK_COMM_LEN` of `<linux/sched.h>` without the zero).
    private static final int LONGEST_NAME = 15;

    private final TrackedProcess process;
    private final String shortName;

    ProcessMatch(TrackedProcess process) {
        this.process = process;
        String base = process.process().substring(process.process().lastIndexOf('/') + 1);
        shortName = base.length() > LONGEST_NAME ? base.substring(0, LONGEST_NAME) : base;
    }

    /// Whether another block means the same processes.
    boolean isLike(TrackedProcess other) {
        return process.process().equals(other.process())
                && process.parameters().equals(other.parameters())
                && process.match() == other.match()
                && process.fullCommand() == other.fullCommand();
    }

    /// Whether the command line is looked at.
    boolean needsArguments() {
        return process.fullCommand() || process.match() != null;
    }

    /// Whether the name of a process is the one; with a full command every name may be.
    boolean fitsName(String name) {
        return needsArguments() || name.equals(shortName);
    }

    /// Whether a command line fits.
    ///
    /// @param arguments the program and its arguments; empty for a thread of the kernel
    boolean fitsArguments(List<String> arguments) {
        if (!needsArguments()) {
            return true;
        }
        return !arguments.isEmpty()
                && arguments.getFirst().equals(process.process())
                && fits(process.match(), arguments.subList(1, arguments.size()));
    }

    private boolean fits(@Nullable Match match, List<String> actual) {
        List<String> wanted = process.parameters();
        return switch (match) {
            case null -> true;
            case EXACT -> actual.equals(wanted);
            case PARTIAL -> actual.size() >= wanted.size() && actual.subList(0, wanted.size()).equals(wanted);
            case INITIAL -> wanted.isEmpty() ? actual.isEmpty() : begins(actual, wanted);
        };
    }

    private static boolean begins(List<String> actual, List<String> wanted) {
        int last = wanted.size() - 1;
        return actual.size() > last
                && actual.subList(0, last).equals(wanted.subList(0, last))
                && actual.get(last).startsWith(wanted.get(last));
    }
}
