package dev.lvsd.cli;

import dev.lvsd.control.ControlException;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// What both command lines have in common: errors are one line on stderr that starts with the command's name,
/// wrong usage is exit status 2, help fits 80 columns, and nothing is coloured.
final class CommandShape {
    /// No daemon answered.
    static final int NO_ANSWER = 3;

    private CommandShape() {}

    /// Gives a command line that shape.
    static CommandLine of(CommandLine commandLine) {
        return commandLine
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setUsageHelpWidth(Page.WIDTH)
                .setUsageHelpAutoWidth(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(CommandShape::onWrongUsage)
                .setExecutionExceptionHandler(CommandShape::onFailure);
    }

    private static int onWrongUsage(ParameterException failure, String[] args) {
        CommandLine commandLine = failure.getCommandLine();
        String name = commandLine.getCommandSpec().qualifiedName();
        commandLine.getErr().println(name + ": " + message(failure) + "; see " + name + " --help");
        return CommandLine.ExitCode.USAGE;
    }

    /// picocli's words, but for a command that there is not.
    private static String message(ParameterException failure) {
        CommandSpec spec = failure.getCommandLine().getCommandSpec();
        if (failure instanceof UnmatchedArgumentException unmatched
                && !unmatched.isUnknownOption()
                && !spec.subcommands().isEmpty()) {
            return "there is no command \"" + unmatched.getUnmatched().getFirst() + "\"; it is one of "
                    + String.join(", ", spec.subcommands().keySet());
        }
        return Objects.requireNonNullElse(failure.getMessage(), failure.toString());
    }

    private static int onFailure(Exception failure, CommandLine commandLine, ParseResult parsed) throws Exception {
        if (!(failure instanceof ControlException control)) {
            throw failure;
        }
        String name = commandLine.getCommandSpec().root().name();
        commandLine.getErr().println(name + ": " + control.getMessage());
        return switch (control.kind()) {
            case NO_ANSWER, NOT_LVSD -> NO_ANSWER;
            case REFUSED, CANNOT_LISTEN -> CommandLine.ExitCode.SOFTWARE;
        };
    }
}
