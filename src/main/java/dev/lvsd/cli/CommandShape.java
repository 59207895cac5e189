package dev.lvsd.cli;

import dev.lvsd.control.ControlException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/// What both command lines have in common: errors are one line on stderr that starts with the command's name,
/// wrong usage is exit status 2, help fits 80 columns, and nothing is coloured.
final class CommandShape {
    /// No daemon answered.
    static final int NO_ANSWER = 3;

    private static final Pattern CHOICE =
            Pattern.compile("expected one of \\[(.*)\\] \\(case-insensitive\\) but was (.*)$");
    private static final Pattern TOO_MANY = Pattern.compile("^Unmatched arguments? (at|from) index [0-9]+: ");

    private CommandShape() {}

    /// Gives a command line that shape.
    static CommandLine of(CommandLine commandLine) {
        return commandLine
                .registerConverter(Path.class, CommandShape::path)
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setUsageHelpWidth(Page.WIDTH)
                .setUsageHelpAutoWidth(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(CommandShape::onWrongUsage)
                .setExecutionExceptionHandler(CommandShape::onFailure);
    }

    private static Path path(String text) {
        if (text.isEmpty()) {
            throw new TypeConversionException("a path cannot be empty");
        }
        return Path.of(text);
    }

    private static int onWrongUsage(ParameterException failure, String[] args) {
        CommandLine commandLine = failure.getCommandLine();
        String name = commandLine.getCommandSpec().qualifiedName();
        commandLine.getErr().println(name + ": " + message(failure) + "; see " + name + " --help");
        return CommandLine.ExitCode.USAGE;
    }

    /// picocli's words, but for a command that there is not, an argument too many, and a word that is none of some.
    private static String message(ParameterException failure) {
        CommandSpec spec = failure.getCommandLine().getCommandSpec();
        if (failure instanceof UnmatchedArgumentException unmatched
                && !unmatched.isUnknownOption()
                && !spec.subcommands().isEmpty()) {
            return "there is no command \"" + unmatched.getUnmatched().getFirst() + "\"; it is one of "
                    + commands(spec);
        }
        String words = Objects.requireNonNullElse(failure.getMessage(), failure.toString());
        Matcher choice = CHOICE.matcher(words);
        return choice.find()
                ? words.substring(0, choice.start()) + choice.group(2) + " is none of "
                        + choice.group(1).toLowerCase(Locale.ROOT)
                : TOO_MANY.matcher(words).replaceFirst("there is no argument ");
    }

    /// The commands that help shows: `check, run, cleanup`.
    static String commands(CommandSpec spec) {
        return spec.subcommands().entrySet().stream()
                .filter(command -> !command.getValue().getCommandSpec().usageMessage().hidden())
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
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
