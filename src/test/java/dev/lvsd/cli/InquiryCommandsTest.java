package dev.lvsd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.control.ControlException;
import dev.lvsd.control.ControlServer;
import dev.lvsd.control.Desks;
import dev.lvsd.control.ExampleSnapshot;
import dev.lvsd.control.InquiryException;
import dev.lvsd.control.InquiryService;
import dev.lvsd.control.OrderService;
import dev.lvsd.control.PlanSnapshot;
import dev.lvsd.control.ReloadService;
import dev.lvsd.control.SaveSnapshot;
import dev.lvsd.control.StepSnapshot;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InquiryCommandsTest {
    private static final String EDIT = "ipvsadm -e -t 192.0.2.1:80 -r 192.0.2.21:80 -g -w 5";

    @TempDir
    private Path directory = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /// Now nothing is to be done, behind a reload one step; all of the table cannot be read.
    private static final class Service implements InquiryService {
        @Override
        public PlanSnapshot diff(boolean reload) {
            StepSnapshot step = new StepSnapshot(
                    "edit_real_server", "TCP 192.0.2.1:80", "192.0.2.21:80", Map.of("weight", 1), Map.of("weight", 5),
                    EDIT, "weight 1 -> 5", "no\nreason");
            return new PlanSnapshot("kernel", "desired", reload ? List.of(step) : List.of());
        }

        @Override
        public SaveSnapshot save(boolean all) throws InquiryException {
            if (all) {
                throw new InquiryException("cannot read the IPVS table");
            }
            return new SaveSnapshot(List.of("-A -f 7 -s rr"));
        }
    }

    private int run(String... arguments) throws ControlException {
        Path socket = directory.resolve("s");
        out.getBuffer().setLength(0);
        try (ControlServer _ = ControlServer.open(
                socket, Desks.of(ExampleSnapshot::whole).with(new Service()))) {
            String[] words = Stream.concat(
                    Stream.of("-s", socket.toString()), Stream.of(arguments))
                    .toArray(String[]::new);
            return LvsctlCommand.commandLine()
                    .setOut(new PrintWriter(out, true))
                    .setErr(new PrintWriter(err, true))
                    .execute(words);
        }
    }

    @Test
    void exitStatusTellsWhetherThereIsSomethingToDo() throws ControlException {
        assertEquals(0, run("diff"));
        assertEquals("# nothing to do\n", out.toString());
        assertEquals(4, run("diff", "--reload"));
        assertEquals("# refused: no reason\n" + EDIT + "\n", out.toString());
        assertEquals(4, run("diff", "--reload", "-o", "json"));
        assertTrue(out.toString().contains("\"after\" : {\n      \"weight\" : 5"), out::toString);
    }

    @Test
    void savedTableIsPrintedAsItIs() throws ControlException {
        assertEquals(0, run("save"));
        assertEquals("-A -f 7 -s rr\n", out.toString());
        assertEquals(1, run("save", "--all"));
        assertTrue(err.toString().endsWith(": cannot read the IPVS table\n"), err::toString);
    }
}
