package dev.lvsd.cli;

import dev.lvsd.config.Conversion;
import dev.lvsd.config.ConversionFile;
import dev.lvsd.config.Syntax;
import dev.lvsd.config.text.Problem;
import dev.lvsd.reload.ConfigurationDiff;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `lvsd convert`: a configuration in the other syntax, or of a saved table. Needs neither a daemon nor a privilege.
/// Exit status 1 where something of the file is not in what was printed.
@Command(
        name = "convert",
        description = {
            "Prints a configuration in the other syntax, or a configuration of a table that \"ipvsadm -S -n\" or "
                    + "\"lvsctl save\" wrote.",
            "What is printed was read again and is the same configuration; comments are lost, included files and "
                    + "definitions are written out."
        },
        footer = {"", "Exit status: 0 everything is in it, 1 stderr says what is not, 2 wrong usage."})
final class ConvertCommand implements Callable<Integer> {
    @Option(names = "--from", paramLabel = "ipvsadm|keepalived|yaml",
            description = "What the file is; by default by its first command or its name.")
    private ConversionFile.@Nullable Format from;

    @Option(names = "--to", paramLabel = "yaml|keepalived",
            description = "Syntax to print; by default yaml, and keepalived for a file that is yaml.")
    private @Nullable Syntax to;

    @Parameters(paramLabel = "FILE", description = "The file; - is the standard input.")
    private Path file = Path.of("-");

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("picocli has not set the command's specification");
        }
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        ConversionFile.Source source = ConversionFile.open(file, from);
        Conversion conversion = ConversionFile.convert(source, to);
        err.print(conversion.problems().render());
        for (Problem problem : conversion.left()) {
            err.println(problem.render());
        }
        out.print(conversion.text());
        out.flush();
        if (conversion.text().isEmpty()) {
            err.println("lvsd: nothing of " + file + " was converted");
        } else if (!conversion.isComplete()) {
            tellDifference(err, conversion);
        } else if (source.format() == ConversionFile.Format.IPVSADM) {
            err.println("note: a saved table has no checks: its real servers always count as up; add TCP_CHECK or"
                    + " HTTP_GET to them");
        }
        err.flush();
        return conversion.isComplete() && !conversion.problems().hasErrors() ? 0 : 1;
    }

    private void tellDifference(PrintWriter err, Conversion conversion) {
        if (conversion.before() != null && conversion.after() != null) {
            err.print(ReloadTable.render(ConfigurationDiff.between(conversion.before(), conversion.after())));
        }
        err.println("lvsd: what was printed is not all that " + file + " says, see above");
    }
}
