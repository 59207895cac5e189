package dev.lvsd;

import dev.lvsd.cli.OutputFormat;
import dev.lvsd.cli.PlanTable;
import dev.lvsd.config.Configuration;
import dev.lvsd.config.ConfigurationFile;
import dev.lvsd.config.ConversionFile;
import dev.lvsd.config.Foreign;
import dev.lvsd.config.Loaded;
import dev.lvsd.config.Syntax;
import dev.lvsd.control.PlanSnapshot;
import dev.lvsd.ipvs.IpvsTable;
import dev.lvsd.ipvs.IpvsUnavailableException;
import dev.lvsd.ipvs.KernelTable;
import dev.lvsd.ipvs.Plan;
import dev.lvsd.ipvs.TableAccess;
import dev.lvsd.ipvs.TableDump;
import dev.lvsd.ipvs.TableException;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.ipvs.reconciler.OwnedFile;
import dev.lvsd.pool.StartTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `lvsd plan`: the steps from a table to that of a configuration, without doing them.
@Command(
        name = "plan",
        description = {
            "Prints what a start with FILE would do to the IPVS table, and does nothing: commands of ipvsadm, one in a"
                    + " line.",
            "Every real server counts as up unless it is alpha, as at the start of keepalived; a start itself leaves"
                    + " one that the table has at weight 0, or not, so until it is checked."
        },
        footer = {
            "",
            "Reading the kernel's table needs CAP_NET_ADMIN, nothing else does.",
            "Exit status: 0 nothing to do, 4 something to do, 1 error, 2 wrong usage."
        })
final class PlanCommand implements Callable<Integer> {
    private static final String KERNEL = "kernel";
    private static final String EMPTY = "empty";

    @Option(names = {"-c", "--config"}, paramLabel = "FILE", defaultValue = "/etc/lvsd/lvsd.yaml",
            description = "The configuration; default ${DEFAULT-VALUE}.")
    private Path config = Path.of("/etc/lvsd/lvsd.yaml");

    @Option(names = "--syntax", paramLabel = "yaml|keepalived",
            description = "Its syntax; by default by its name, YAML for .yaml or .yml.")
    private @Nullable Syntax syntax;

    @Option(names = "--from", paramLabel = "kernel|empty|OLDFILE", defaultValue = KERNEL,
            description = "The table to start from: the kernel's (default), an empty one, that of another"
                    + " configuration, or one that ipvsadm -S -n saved. All that OLDFILE has counts as ours.")
    private String from = KERNEL;

    @Option(names = "--state", paramLabel = "DIR", defaultValue = "/var/lib/lvsd",
            description = "Its list says which virtual servers of the kernel are ours beside the configured ones;"
                    + " default ${DEFAULT-VALUE}.")
    private Path state = Path.of("/var/lib/lvsd");

    @Option(names = {"-o", "--output"}, paramLabel = "FORMAT",
            description = "How to print: ${COMPLETION-CANDIDATES} (default: table).")
    private OutputFormat output = OutputFormat.TABLE;

    @Spec
    private @Nullable CommandSpec spec;

    /// What there is.
    ///
    /// @param table the table
    /// @param ours what goes where it is not configured
    private record Present(IpvsTable table, Set<VirtualServerKey> ours) {}

    @Override
    public Integer call() {
        Configuration configuration = load(config, syntax);
        if (configuration == null) {
            return 1;
        }
        IpvsTable desired = StartTable.of(configuration.virtualServers());
        Present present = present(desired, configuration.daemon().foreign());
        if (present == null) {
            return 1;
        }
        Plan plan = Plan.between(present.table(), desired, present.ours());
        PlanSnapshot snapshot = new PlanSnapshot(
                from, config.toString(), new PlanView(present.table(), _ -> null).steps(plan.steps()));
        spec().commandLine().getOut().print(output.render(snapshot, PlanTable::render));
        spec().commandLine().getOut().flush();
        return PlanTable.exitStatus(snapshot);
    }

    private @Nullable Configuration load(Path file, @Nullable Syntax as) {
        Loaded loaded = ConfigurationFile.load(file, as == null ? Syntax.ofFile(file.toString()) : as);
        spec().commandLine().getErr().print(loaded.problems().render());
        if (loaded.configuration() == null) {
            error(file + " has errors, nothing was planned");
        }
        return loaded.configuration();
    }

    private @Nullable Present present(IpvsTable desired, Foreign foreign) {
        return switch (from) {
            case EMPTY -> new Present(IpvsTable.EMPTY, Set.of());
            case KERNEL -> kernel(desired, foreign);
            case String file -> file(Path.of(file));
        };
    }

    private @Nullable Present kernel(IpvsTable desired, Foreign foreign) {
        Set<VirtualServerKey> listed;
        try {
            listed = new OwnedFile(RunOptions.owned(state)).read();
        } catch (IOException e) {
            error(e.getMessage() + ": which virtual servers are ours is not known");
            return null;
        }
        Set<VirtualServerKey> wanted = new HashSet<>(desired.virtualServers().keySet());
        wanted.addAll(listed);
        try (TableAccess table = KernelTable.open()) {
            TableDump dump = table.dump(wanted);
            if (foreign == Foreign.KEEP || dump.others().isEmpty()) {
                return new Present(dump.table(), listed);
            }
            wanted.addAll(dump.others().keySet());
            return new Present(table.dump(wanted).table(), wanted);
        } catch (IpvsUnavailableException | TableException e) {
            error("cannot read the table, which needs CAP_NET_ADMIN (\"--from empty\" does not): " + e.getMessage());
            return null;
        }
    }

    private @Nullable Present file(Path file) {
        ConversionFile.Source source = ConversionFile.open(file, null);
        if (source.format() == ConversionFile.Format.IPVSADM) {
            IpvsTable saved = ConversionFile.table(source);
            spec().commandLine().getErr().print(source.problems().problems().render());
            return source.problems().failed() ? null : new Present(saved, saved.virtualServers().keySet());
        }
        Configuration old = load(file, null);
        if (old == null) {
            return null;
        }
        IpvsTable table = StartTable.of(old.virtualServers());
        return new Present(table, table.virtualServers().keySet());
    }

    private void error(@Nullable String text) {
        spec().commandLine().getErr().println("lvsd: " + text);
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("picocli has not set the command's specification");
        }
        return spec;
    }
}
