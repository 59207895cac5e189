package dev.lvsd.cli;

import dev.lvsd.config.Configuration;
import dev.lvsd.config.ConfigurationFile;
import dev.lvsd.config.Loaded;
import dev.lvsd.config.Syntax;
import dev.lvsd.config.text.Problems;
import dev.lvsd.reload.ConfigurationDiff;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `lvsd check`: says all that is wrong with some files, and needs neither a daemon nor a privilege. Exit
/// status 1 where a file has an error, with `--strict` a warning.
@Command(name = "check", description = "Says all that is wrong with configuration files.")
final class CheckCommand implements Callable<Integer> {
    @Option(names = "--strict", description = "A warning counts as an error.")
    private boolean strict;

    @Option(names = "--syntax", paramLabel = "yaml|keepalived",
            description = "Syntax of the files; by default that of their names: .yaml and .yml are YAML.")
    private @Nullable Syntax syntax;

    @Option(names = "--from", paramLabel = "OLD",
            description = "What runs now: also says what a reload would change, and what other nodes have to follow.")
    private @Nullable Path from;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "The files.")
    private List<Path> files = List.of();

    @Spec
    private @Nullable CommandSpec spec;

    private final Function<Configuration, String> node;

    /// On this node.
    CheckCommand() {
        this(SysctlNotes::of);
    }

    /// @param node what this node has to say about a configuration
    CheckCommand(Function<Configuration, String> node) {
        this.node = node;
    }

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("picocli has not set the command's specification");
        }
        PrintWriter out = spec.commandLine().getOut();
        boolean failed = false;
        for (Path file : files) {
            Loaded loaded = load(file);
            out.print(loaded.problems().render());
            Configuration configuration = loaded.configuration();
            out.println(file + ": " + summary(loaded));
            if (configuration != null) {
                out.print(ScriptNotes.of(configuration));
                out.print(AcceptNotes.of(configuration));
                out.print(ForeignNotes.of(configuration));
                out.print(node.apply(configuration));
                out.print(FlushNotes.of(configuration));
                failed |= from != null && !compare(out, load(from), configuration);
            }
            failed |= loaded.problems().hasErrors() || (strict && !loaded.problems().all().isEmpty());
        }
        out.flush();
        return failed ? 1 : 0;
    }

    private Loaded load(Path file) {
        return ConfigurationFile.load(file, syntax == null ? Syntax.ofFile(file.toString()) : syntax);
    }

    /// Prints the difference from what runs.
    ///
    /// @return whether what runs could be read
    private static boolean compare(PrintWriter out, Loaded running, Configuration next) {
        Configuration before = running.configuration();
        if (before == null) {
            out.print(running.problems().render());
            return false;
        }
        out.print(ReloadTable.render(ConfigurationDiff.between(before, next)));
        return true;
    }

    private static String summary(Loaded loaded) {
        Problems problems = loaded.problems();
        int errors = problems.errors().size();
        int warnings = problems.warnings().size();
        Configuration configuration = loaded.configuration();
        String wrong = errors == 0 ? count(warnings, "warning") : count(errors, "error")
                + (warnings == 0 ? "" : ", " + count(warnings, "warning"));
        if (configuration == null) {
            return wrong;
        }
        int realServers = configuration.virtualServers().stream()
                .mapToInt(server -> server.realServers().size())
                .sum();
        return (warnings == 0 ? "ok" : wrong) + "; " + count(configuration.vrrpInstances().size(), "virtual router")
                + ", " + count(configuration.virtualServers().size(), "virtual server") + ", "
                + count(realServers, "real server");
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
