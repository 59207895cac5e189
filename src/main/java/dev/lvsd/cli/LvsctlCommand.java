package dev.lvsd.cli;

import dev.lvsd.control.ControlClient;
import dev.lvsd.control.ControlException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// `lvsctl`: asks a running lvsd.
@Command(
        name = "lvsctl",
        description = "Asks a running lvsd.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = VersionText.class,
        footer = {
            "",
            "Exit status: 0 done, 1 lvsd answered with an error, 2 wrong usage, 3 no lvsd answered."
        })
public final class LvsctlCommand implements Runnable {
    @Option(
            names = {"-s", "--socket"},
            paramLabel = "SOCKET",
            scope = ScopeType.INHERIT,
            description = "Control socket of the daemon (default: /run/lvsd/lvsd.sock).")
    private Path socket = ControlClient.DEFAULT_SOCKET;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            scope = ScopeType.INHERIT,
            description = "How to print: ${COMPLETION-CANDIDATES} (default: table).")
    private OutputFormat output = OutputFormat.TABLE;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            scope = ScopeType.INHERIT,
            description = "How long to wait for the daemon (default: 2).")
    private int timeoutSeconds = 2;

    @Spec
    private @Nullable CommandSpec spec;

    /// The command line, ready to execute.
    public static CommandLine commandLine() {
        return CommandShape.of(new CommandLine(new LvsctlCommand()));
    }

    @Override
    public void run() {
        throw new ParameterException(spec().commandLine(), "which command? one of status, vrrp, services");
    }

    @Command(name = "status", description = "The director at one look: VRRP, virtual servers, warnings.")
    int status() throws ControlException {
        return print(client().status(), StatusTable::render);
    }

    @Command(name = "vrrp", description = "The virtual routers: state, master, timers, addresses, counters.")
    int vrrp() throws ControlException {
        return print(client().vrrp(), vrrp -> VrrpTable.render(vrrp, ZoneId.systemDefault()));
    }

    @Command(name = "services", description = "The virtual servers and their real servers, as ipvsadm -Ln.")
    int services() throws ControlException {
        return print(client().services(), ServicesTable::render);
    }

    private ControlClient client() {
        if (timeoutSeconds < 1) {
            throw new ParameterException(spec().commandLine(), "--timeout is at least 1 second");
        }
        return new ControlClient(socket, Duration.ofSeconds(timeoutSeconds));
    }

    private <T> int print(T value, Function<T, String> table) {
        PrintWriter out = spec().commandLine().getOut();
        out.print(output.render(value, table));
        out.flush();
        return 0;
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("picocli has not set the command's specification");
        }
        return spec;
    }
}
