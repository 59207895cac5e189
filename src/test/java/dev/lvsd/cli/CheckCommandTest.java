package dev.lvsd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.config.Configuration;
import dev.lvsd.config.ConfigurationFile;
import dev.lvsd.config.Syntax;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CheckCommandTest {
    private static final String GOOD = """
            virtual_server 192.0.2.113 80 {
                protocol TCP
                real_server 198.51.100.1 80 {
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

    @Test
    void flushIsSaidToCutOffOthersToo() throws IOException {
        check(write("flush.conf", "global_defs {\n lvs_flush\n}\n" + GOOD));
        assertTrue(out.toString().contains("lvs_flush removes all virtual servers of the network namespace, whoever"),
                out.toString());
        Configuration configuration = ConfigurationFile.load(write("stop.conf",
                "global_defs {\n lvs_flush\n lvs_flush_on_stop\n}\n" + GOOD), Syntax.KEEPALIVED).configuration();
        assertNotNull(configuration);
        String warning = FlushNotes.of(configuration, true);
        assertTrue(warning.startsWith("warning: lvs_flush and lvs_flush_on_stop remove all"), warning);
        assertTrue(warning.contains("kube-proxy"), warning);
    }

    private int check(Object... arguments) {
        CommandLine commandLine = CommandShape.of(new CommandLine(new CheckCommand(_ -> "")))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        String[] words = new String[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            words[i] = arguments[i].toString();
        }
        return commandLine.execute(words);
    }

    @Test
    void goodFileIsOneLine() throws IOException {
        Path file = write("good.conf", GOOD);
        assertEquals(0, check("--strict", file));
        assertEquals(file + ": ok; 0 virtual routers, 1 virtual server, 1 real server\n", out.toString());
    }

    @Test
    void scriptThatTheUnitCannotRunAsConfiguredNamesTheDropIn() throws IOException {
        String text = """
                vrrp_script check-app {
                    script "killall -0 dockerd"
                }
                vrrp_instance VI {
                    interface eth0
                    virtual_router_id 51
                    track_script {
                        check-app
                    }
                    virtual_ipaddress {
                        192.0.2.1
                    }
                }
                """;
        assertEquals(0, check("--strict", write("root.conf", text)));
        assertTrue(out.toString().contains("note: vrrp_script check-app shall not run as lvsd"), out::toString);
        assertTrue(out.toString().contains("systemd/lvsd.service.d/scripts.conf"), out::toString);
        out.getBuffer().setLength(0);
        assertEquals(0, check("--strict", write("own.conf", text.replace("script \"", "user lvsd\n script \""))));
        assertFalse(out.toString().contains("note:"), out::toString);
    }

    @Test
    void saysThatNotifyScriptsNeedTheDropIn() throws IOException {
        String text = """
                vrrp_instance VI_1 {
                    interface eth0
                    virtual_router_id 51
                    notify "/usr/bin/logger VRRP"
                    virtual_ipaddress {
                        192.0.2.1
                    }
                }
                """;
        assertEquals(0, check("--strict", write("root.conf", text)));
        assertTrue(out.toString().contains("note: the notify scripts of VI_1 shall not run as lvsd"), out::toString);
        out.getBuffer().setLength(0);
        assertEquals(0, check("--strict", write("own.conf", text.replace("VRRP\"", "VRRP\" lvsd"))));
        assertFalse(out.toString().contains("note:"), out::toString);
    }

    @Test
    void saysWhoseAddressesDoNotAnswerInStrictMode() throws IOException {
        String text = """
                vrrp_instance VI_1 {
                    interface eth0
                    virtual_router_id 51
                    version 3
                    strict_mode on
                    virtual_ipaddress {
                        192.0.2.1
                    }
                }
                """;
        assertEquals(0, check("--strict", write("strict.conf", text)));
        assertTrue(out.toString().contains("drops packets to the addresses of VI_1, which answer nobody"),
                out::toString);
        out.getBuffer().setLength(0);
        assertEquals(0, check("--strict", write("accept.conf", text.replace("version", "accept\nversion"))));
        assertFalse(out.toString().contains("note:"), out::toString);
    }

    @Test
    void fileThatRunsIsComparedWithTheNewOneAsAReloadDoes() throws IOException {
        String text = """
                vrrp_instance VI_1 {
                    interface eth0
                    virtual_router_id 51
                    advert_int 3
                    virtual_ipaddress {
                        192.0.2.1
                    }
                }
                """;
        Path old = write("old.conf", text);
        assertEquals(0, check("--from", old, write("new.conf", text.replace("advert_int 3", "advert_int 1"))));
        assertTrue(out.toString().contains("  ~ vrrp_instance VI_1: advert_int 3.0 -> 1.0\n"), out::toString);
        assertTrue(out.toString().replaceAll("\\s+", " ").contains("reload the master first, then all backups within"
                + " 9.0 s, or a backup takes over beside the master"), out::toString);
        assertEquals(1, check("--from", directory.resolve("missing.conf"), old));
    }

    @Test
    void emptyNameIsWrongUsage() {
        assertEquals(2, check(""));
        assertTrue(err.toString().contains("a path cannot be empty"), err::toString);
    }

    @Test
    void saysThatRemovingWhatIsForeignMeansEverythingOfOthers() throws IOException {
        assertEquals(0, check("--strict", write("foreign.conf", GOOD + "lvsd { foreign remove }\n")));
        assertTrue(out.toString().contains("note: lvsd.foreign is remove: every virtual server"), out::toString);
        assertEquals(0, check(write("good.conf", GOOD)));
        assertEquals(1, out.toString().split("note: ", -1).length - 1);
    }

    @Test
    void warningFailsOnlyWhenStrict() throws IOException {
        Path file = write("warning.conf", GOOD.replace("protocol", "delay_loop 10s\n    protocol"));
        assertEquals(0, check(file));
        assertEquals(1, check("--strict", file));
        assertTrue(out.toString().startsWith(file + ":2:18: warning: delay_loop is read as 10"), out::toString);
        assertTrue(out.toString().endsWith(file + ": 1 warning; 0 virtual routers, 1 virtual server, 1 real server\n"));
    }

    @Test
    void everyFileIsCheckedThoughOneIsBad() throws IOException {
        Path bad = write("bad.conf", "virtual_server {\n");
        Path good = write("good.conf", GOOD);
        assertEquals(1, check(bad, good));
        assertTrue(out.toString().contains(bad + ": 2 errors\n"), out::toString);
        assertTrue(out.toString().endsWith(good + ": ok; 0 virtual routers, 1 virtual server, 1 real server\n"));
    }

    @Test
    void syntaxOptionIsOverTheName() throws IOException {
        assertEquals(0, check("--syntax", "keepalived", write("keepalived.yaml", GOOD)));
        assertEquals(1, check("--syntax", "yaml", write("good.conf", GOOD)));
    }

    @Test
    void wrongUsageIsExitStatus2() {
        assertEquals(2, check());
        assertEquals(2, check("--syntax", "toml", "x"));
        assertEquals("", out.toString());
    }
}
