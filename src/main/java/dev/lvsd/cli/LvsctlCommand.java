package dev.lvsd.cli;

import dev.lvsd.control.ControlClient;
import dev.lvsd.control.ControlException;
import dev.lvsd.control.ReloadOption;
import dev.lvsd.control.ReloadOutcome;
import dev.lvsd.control.ReloadReport;
import dev.lvsd.control.Snapshot;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine;

/// `lvsctl`: asks a running lvsd.
@Command(
        name = "lvsctl",
        description = "Asks a running lvsd.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = VersionText.class,
        subcommands = {
            DrainCommand.class, EnableCommand.class, DisableCommand.class, WeightCommand.class,
            MaintenanceCommand.class, OrdersCommand.class, ConnectionsCommand.class, TopCommand.class,
            DiffCommand.class, SaveCommand.class},
        footer = {
            "",
            "Exit status: 0 done, 1 lvsd answered with an error, 2 wrong usage, 3 no lvsd answered."
        })
public final class LvsctlCommand implements Runnable {
    private static final int RELOAD_SECONDS = 60;

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
            names = "--patience",
            paramLabel = "SECONDS",
            scope = ScopeType.INHERIT,
            description = "How long to wait for the daemon (default: 2).")
    private int patienceSeconds = 2;

    @Spec
    private @Nullable CommandSpec spec;

    /// The command line, ready to execute.
    public static CommandLine commandLine() {
        return CommandShape.of(new CommandLine(new LvsctlCommand()));
    }

    @Override
    public void run() {
        throw new ParameterException(spec().commandLine(), "which command? one of " + CommandShape.commands(spec()));
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
    int services(@Mixin ServicesOptions options) throws ControlException {
        Snapshot.Services services = client().services();
        return output == OutputFormat.YAML
                ? print(ServicesModel.of(services), _ -> "")
                : print(services, options::render);
    }

    @Command(name = "sysctl", description = "Kernel parameters: their values, what is wanted, what hurts.")
    int sysctl() throws ControlException {
        return print(client().sysctls(), SysctlTable::render);
    }

    @Command(name = "reload", description = {
        "Has the daemon read its configuration again. A file with an error changes nothing; what is as it was is not "
                + "disturbed.",
        "Waits a minute for the answer, or --patience where that is longer."})
    int reload(
            @Option(names = "--dry-run", description = "Only say what would change.") boolean dryRun,
            @Option(names = "--force", description = "Even if more than half of the table goes.") boolean force)
            throws ControlException {
        Set<ReloadOption> options = EnumSet.noneOf(ReloadOption.class);
        if (dryRun) {
            options.add(ReloadOption.DRY_RUN);
        }
        if (force) {
            options.add(ReloadOption.FORCE);
        }
        ReloadReport report = patientClient(RELOAD_SECONDS).reload(options);
        print(report, ReloadTable::render);
        return report.outcome() == ReloadOutcome.REFUSED ? 1 : 0;
    }

    /// A client that waits as it was told.
    ControlClient client() {
        return client(patienceSeconds);
    }

    /// A client that waits longer, for what the daemon does not know at once.
    ControlClient slowClient() {
        return client(Math.max(patienceSeconds, RELOAD_SECONDS));
    }

    /// A client that waits for at least so long.
    ControlClient patientClient(int seconds) {
        return client(Math.max(patienceSeconds, seconds));
    }

    private ControlClient client(int seconds) {
        if (patienceSeconds < 1) {
            throw new ParameterException(spec().commandLine(), "--patience is at least 1 second");
        }
        return new ControlClient(socket, Duration.ofSeconds(seconds));
    }

    /// Whether text for people is asked for.
    boolean printsTables() {
        return output == OutputFormat.TABLE;
    }

    /// Prints a value as it was asked for.
    <T> int print(T value, Function<T, String> table) {
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
