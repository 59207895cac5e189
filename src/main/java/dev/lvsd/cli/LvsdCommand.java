package dev.lvsd.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// `lvsd`: the daemon and the tools that need none.
@Command(
        name = "lvsd",
        description = "The director of a Linux Virtual Server: VRRP, IPVS and health checks in one daemon.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = VersionText.class,
        subcommands = {CheckCommand.class, ConvertCommand.class, RehearseCommand.class})
public final class LvsdCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    /// The command line, ready to execute.
    ///
    /// @param more commands that this package does not know: `run`, the daemon
    public static CommandLine commandLine(Object... more) {
        CommandLine commandLine = new CommandLine(new LvsdCommand());
        for (Object command : more) {
            commandLine.addSubcommand(command);
        }
        return CommandShape.of(commandLine);
    }

    @Override
    public void run() {
        if (spec == null) {
            throw new IllegalStateException("picocli has not set the command's specification");
        }
        throw new ParameterException(
                spec.commandLine(), "which command? one of " + CommandShape.commands(spec));
    }
}
