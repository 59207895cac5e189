package dev.lvsd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ConvertCommandTest {
    private static final String SAVED = """
            -A -t 192.0.2.1:80 -s wlc
            -a -t 192.0.2.1:80 -r 192.0.2.21:80 -g -w 100
            """;

    @TempDir
    private Path directory = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private int convert(Object... arguments) {
        CommandLine commandLine = CommandShape.of(new CommandLine(new ConvertCommand()))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        String[] words = new String[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            words[i] = arguments[i].toString();
        }
        return commandLine.execute(words);
    }

    @Test
    void savedTableIsKnownByItsFirstCommandWhateverItsName() throws IOException {
        assertEquals(0, convert("--to", "keepalived", write("ipvsadm.rules", "# saved\n" + SAVED)));
        assertEquals("""
                virtual_server 192.0.2.1 80 {
                    protocol TCP
                    lb_algo wlc
                    lb_kind DR
                    real_server 192.0.2.21 80 {
                        weight 100
                    }
                }
                """, out.toString());
        assertTrue(err.toString().startsWith("note: a saved table has no checks"), err::toString);
    }

    @Test
    void yamlBecomesKeepalivedAndBack() throws IOException {
        assertEquals(0, convert(write("saved", SAVED)));
        Path yaml = write("a.yaml", out.toString());
        out.getBuffer().setLength(0);
        assertEquals(0, convert(yaml));
        Path conf = write("a.conf", out.toString());
        out.getBuffer().setLength(0);
        assertEquals(0, convert(conf));
        assertEquals(Files.readString(yaml), out.toString());
    }

    @Test
    void whatIsNotConvertedFailsTheCommandAndTheRestIsPrinted() throws IOException {
        Path file = write("saved", SAVED + "-A -t 192.0.2.2:80 -s wlc\n");
        assertEquals(1, convert(file));
        assertTrue(out.toString().contains("address: 192.0.2.21"), out::toString);
        assertTrue(err.toString().contains(file + ":3:1: error: TCP 192.0.2.2:80 is left out"), err::toString);
        assertTrue(err.toString().endsWith("lvsd: what was printed is not all that " + file + " says, see above\n"));
    }

    @Test
    void fileWithErrorsPrintsNothing() throws IOException {
        assertEquals(1, convert(write("bad.conf", "virtual_server {\n")));
        assertEquals("", out.toString());
        assertTrue(err.toString().contains("lvsd: nothing of "), err::toString);
        assertEquals(1, convert(directory.resolve("missing.conf")));
        assertTrue(err.toString().contains("does not exist"), err::toString);
    }
}
