package dev.lvsd.cli;

import dev.lvsd.control.ControlClient;
import dev.lvsd.control.ControlException;
import dev.lvsd.control.TopQuestion;
import dev.lvsd.control.TopSnapshot;
import dev.lvsd.control.TopSort;
import java.io.Console;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `lvsctl top`.
@Command(name = "top", description = {
    "The busiest virtual servers and their real servers, live. lvsd reads the kernel's counters every five seconds;",
    "rates are the kernel's estimate, as ipvsadm --rate.",
    "Keys: q quit, s another order, arrows and page keys."})
final class TopCommand implements Callable<Integer> {
    private static final int BATCH_ROWS = 1000;

    @ParentCommand
    private @Nullable LvsctlCommand parent;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "VS", description = "Virtual servers: 192.0.2.1:80, …; all without.")
    private List<String> virtualServers = List.of();

    @Option(names = "--interval", paramLabel = "SECONDS", description = "From frame to frame (default: 2).")
    private int interval = 2;

    @Option(names = "--sort", paramLabel = "WHAT",
            description = "What comes first: ${COMPLETION-CANDIDATES} (default: cps).")
    private TopSort sort = TopSort.CPS;

    @Option(names = {"-b", "--batch"}, description = "Print frames as plain text; also where no terminal is.")
    private boolean batch;

    @Option(names = "-n", paramLabel = "N", description = "End after N frames; with -o json and yaml it is one.")
    private int frames;

    @Override
    public Integer call() throws ControlException, InterruptedException {
        LvsctlCommand lvsctl = Objects.requireNonNull(parent);
        if (interval < 1 || frames < 0) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(), "--interval and -n are numbers from 1 on");
        }
        ControlClient client = lvsctl.client();
        if (!lvsctl.printsTables()) {
            return lvsctl.print(client.top(question(BATCH_ROWS)), _ -> "");
        }
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        if (!batch && isTerminal()) {
            TopSnapshot first = client.top(question(BATCH_ROWS));
            Terminal terminal = Terminal.open(out);
            if (terminal != null) {
                try (terminal) {
                    new TopLoop(terminal, client, virtualServers, interval * 1000L, frames).run(sort, first);
                }
                return 0;
            }
        }
        printFrames(client, out);
        return 0;
    }

    /// Where input or output is none, there is no console.
    @SuppressWarnings("SystemConsoleNull") // so it was up to JDK 21, and is again from JDK 25 on
    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    private TopQuestion question(int rows) {
        return new TopQuestion(sort, rows, virtualServers);
    }

    private void printFrames(ControlClient client, PrintWriter out) throws ControlException, InterruptedException {
        TopScreen screen = new TopScreen(batchColumns(), Integer.MAX_VALUE, sort, 0);
        for (int frame = 1; frames == 0 || frame <= frames; frame++) {
            if (frame > 1) {
                Thread.sleep(interval * 1000L);
                out.println();
            }
            screen.lines(client.top(question(BATCH_ROWS)), null, ZoneId.systemDefault()).forEach(out::println);
            out.flush();
            if (out.checkError()) {
                return;
            }
        }
    }

    private static int batchColumns() {
        String columns = Objects.requireNonNullElse(System.getenv("COLUMNS"), "");
        return columns.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(columns) : Page.WIDTH;
    }
}
