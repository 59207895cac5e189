package dev.lvsd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.cli.LvsdCommand;
import dev.lvsd.ipvs.ConfigurableTables;
import dev.lvsd.ipvs.IpvsadmSave;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanCommandTest {
    private static final String WEB = """
            virtual_server 192.0.2.1 80 {
                protocol TCP
                lb_kind DR
                real_server 192.0.2.21 80 {
                    weight 100
                    TCP_CHECK {
                    }
                }
                real_server 192.0.2.22 80 {
                    weight 50
                }
            }
            """;

    @TempDir
    private Path directory = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private int lvsd(Object... arguments) {
        String[] words = new String[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            words[i] = arguments[i].toString();
        }
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return LvsdCommand.commandLine(new PlanCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words);
    }

    @Test
    void fromAnEmptyTableItIsAllThatTheFileMeans() throws IOException {
        assertEquals(4, lvsd("plan", "-c", write("web.conf", WEB), "--from", "empty"));
        assertEquals("""
                ipvsadm -A -t 192.0.2.1:80 -s wlc
                ipvsadm -a -t 192.0.2.1:80 -r 192.0.2.21:80 -g -w 100
                ipvsadm -a -t 192.0.2.1:80 -r 192.0.2.22:80 -g -w 50
                """, out.toString());
    }

    @Test
    void whatIsAlphaIsNotThereBeforeItsFirstCheck() throws IOException {
        Path file = write("alpha.conf", WEB.replace("TCP_CHECK {", "TCP_CHECK {\nalpha"));
        assertEquals(4, lvsd("plan", "-c", file, "--from", "empty"));
        assertEquals("""
                ipvsadm -A -t 192.0.2.1:80 -s wlc
                ipvsadm -a -t 192.0.2.1:80 -r 192.0.2.22:80 -g -w 50
                """, out.toString());
    }

    @Test
    void fromAnotherFileItIsTheDifference() throws IOException {
        Path old = write("old.conf", WEB + WEB.replace("192.0.2.1 80", "192.0.2.1 81").replace("NAT", "DR"));
        Path next = write("next.conf", WEB.replace("weight 50", "weight 60").replace("192.0.2.21", "192.0.2.23"));
        assertEquals(4, lvsd("plan", "-c", next, "--from", old));
        assertEquals("""
                ipvsadm -a -t 192.0.2.1:80 -r 192.0.2.23:80 -g -w 100
                ipvsadm -e -t 192.0.2.1:80 -r 192.0.2.22:80 -g -w 60
                ipvsadm -d -t 192.0.2.1:80 -r 192.0.2.21:80
                ipvsadm -D -t 192.0.2.1:81
                """, out.toString());
        assertEquals(4, lvsd("plan", "-c", next, "--from", old, "-o", "yaml"));
        assertTrue(out.toString().contains("""
                - type: "edit_real_server"
                  virtual_server: "TCP 192.0.2.1:80"
                  real_server: "192.0.2.22:80"
                  before:
                    lb_kind: "DR"
                    weight: 50
                  after:
                    lb_kind: "DR"
                    weight: 60
                  ipvsadm: "ipvsadm -e -t 192.0.2.1:80 -r 192.0.2.22:80 -g -w 60"
                  description: "192.0.2.22:80 of TCP 192.0.2.1:80: weight 50 -> 60"
                  refused: null
                """), out::toString);
    }

    @Test
    void nothingToDoIsExitStatus0() throws IOException {
        Path file = write("web.conf", WEB);
        assertEquals(0, lvsd("plan", "-c", file, "--from", file));
        assertEquals("# nothing to do\n", out.toString());
        assertEquals(0, lvsd("plan", "-c", file, "--from", file, "-o", "json"));
        assertTrue(out.toString().contains("\"steps\" : [ ]"), out::toString);
    }

    /// The way from a hand-made table to lvsd changes nothing.
    @Test
    void aSavedTableThatWasConvertedLeavesNothingToDo() throws IOException {
        for (long seed = 0; seed < 30; seed++) {
            Path saved = write("saved", IpvsadmSave.text(new ConfigurableTables(seed).table()));
            assertEquals(0, lvsd("convert", saved), err::toString);
            Path converted = write("converted.yaml", out.toString());
            assertEquals(0, lvsd("plan", "-c", converted, "--from", saved), out::toString);
            assertEquals(4, lvsd("plan", "-c", converted, "--from", "empty"));
            Path planned = write("planned", out.toString());
            assertEquals(0, lvsd("plan", "-c", converted, "--from", planned), out::toString);
        }
    }

    @Test
    void fileWithErrorsPlansNothing() throws IOException {
        assertEquals(1, lvsd("plan", "-c", write("bad.conf", "virtual_server {\n"), "--from", "empty"));
        assertEquals("", out.toString());
        assertTrue(err.toString().contains("nothing was planned"), err::toString);
        assertEquals(1, lvsd("plan", "-c", write("web.conf", WEB), "--from", directory.resolve("missing")));
    }
}
