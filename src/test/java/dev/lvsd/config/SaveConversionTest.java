package dev.lvsd.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.config.ipvsadm.SaveReader;
import dev.lvsd.config.text.ProblemCollector;
import dev.lvsd.config.text.Severity;
import dev.lvsd.config.text.SourceText;
import dev.lvsd.ipvs.ConfigurableTables;
import dev.lvsd.ipvs.IpvsTable;
import dev.lvsd.ipvs.IpvsadmSave;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A table that ipvsadm saved becomes a configuration that programs it.
class SaveConversionTest {
    private static final String SAVED = """
            # /etc/ipvsadm.rules
            ipvsadm -A -t 192.0.2.1:80 -s wlc -p 600 -M 255.255.255.0

            -a -t 192.0.2.1:80 -r 192.0.2.21:80 -g -w 100
            -a -t 192.0.2.1:80 -r 192.0.2.22:80 -g -w 50 -x 1000 -y 500
            -A -u [2001:db8::1]:53 -s sh -b sh-port,sh-fallback -o
            -a -u [2001:db8::1]:53 -r [2001:db8::21]:5353 -m -w 1
            -a -u [2001:db8::1]:53 -r 192.0.2.23 -i -w 0 --tun-type gue --tun-port 6080 --tun-csum
            -A -f 7 -6 -s rr -p
            -a -f 7 -6 -r [2001:db8::21]:0 -g -w 1
            --add-service --tcp-service=192.0.2.2:81
            -a -t 192.0.2.2:81 -r 192.0.2.21 -m -w7
            """;

    @Test
    void everyOptionHasItsKeyword() {
        Conversion conversion = convert(SAVED);
        assertEquals("""
                virtual_server:
                  - address: 192.0.2.1
                    port: 80
                    protocol: TCP
                    lb_algo: wlc
                    persistence_timeout: 600
                    persistence_granularity: 255.255.255.0
                    lb_kind: DR
                    real_server:
                      - {address: 192.0.2.21, port: 80, weight: 100}
                      - {address: 192.0.2.22, port: 80, weight: 50, uthreshold: 1000, lthreshold: 500}
                  - address: 2001:db8::1
                    port: 53
                    protocol: UDP
                    lb_algo: sh
                    sh-fallback: true
                    sh-port: true
                    ops: true
                    lb_kind: NAT
                    real_server:
                      - {address: 2001:db8::21, port: 5353, weight: 1}
                      - {address: 192.0.2.23, port: 53, weight: 0, lvs_method: TUN type gue port 6080 csum}
                  - fwmark: 7
                    ip_family: inet6
                    lb_algo: rr
                    persistence_timeout: 300
                    lb_kind: DR
                    real_server:
                      - {address: 2001:db8::21, port: 0, weight: 1}
                  - address: 192.0.2.2
                    port: 81
                    protocol: TCP
                    lb_algo: wlc
                    lb_kind: NAT
                    real_server:
                      - {address: 192.0.2.21, port: 81, weight: 7}
                """, conversion.text());
        assertTrue(conversion.isComplete(), () -> messages(conversion));
    }

    @Test
    void editingCommandsAreFollowed() {
        assertEquals("""
                -A -t 192.0.2.1:80 -s rr
                -a -t 192.0.2.1:80 -r 192.0.2.22:80 -m -w 3
                """, IpvsadmSave.text(read("""
                -A -t 192.0.2.9:80
                -C
                -A -t 192.0.2.1:80
                -E -t 192.0.2.1:80 -s rr
                -a -t 192.0.2.1:80 -r 192.0.2.21:80 -m
                -a -t 192.0.2.1:80 -r 192.0.2.22:80 -m
                -e -t 192.0.2.1:80 -r 192.0.2.22:80 -m -w 3
                -d -t 192.0.2.1:80 -r 192.0.2.21:80
                -A -f 3
                -D -f 3
                """)));
    }

    @Test
    void whatCannotBeReadOrExpressedIsSaidWithItsLineAndTheRestIsConverted() {
        Conversion conversion = convert("""
                -A -t web.example.org:http -s wlc
                -A -t 192.0.2.1:80 -s wlc
                -a -t 192.0.2.1:80 -r 192.0.2.21:80 -g -w 1
                -a -t 192.0.2.2:80 -r 192.0.2.21:80 -g -w 1
                -A -t 192.0.2.3:80 -s wlc
                --start-daemon master
                -A -t 192.0.2.4:80 -s nosuch
                -a -t 192.0.2.4:80 -r 192.0.2.21:80 -g -w x
                """);
        assertFalse(conversion.isComplete());
        assertEquals("""
                saved:1:7: error: "web.example.org:http" is no address with a port in numbers: save the table with \
                ipvsadm -S -n, which writes no names
                saved:4:1: error: no line before adds TCP 192.0.2.2:80
                saved:6:1: error: "--start-daemon" is nothing of a table that can be read here
                saved:8:43: error: a weight is a number from 0 to 2147483647, not "x"
                saved:5:1: warning: virtual_server TCP 192.0.2.3:80 has no real servers; it is ignored
                saved:7:1: warning: virtual_server TCP 192.0.2.4:80 has no real servers; it is ignored
                saved:5:1: error: TCP 192.0.2.3:80 is left out
                saved:7:1: error: TCP 192.0.2.4:80 is left out""", messages(conversion));
        assertTrue(conversion.text().endsWith("      - {address: 192.0.2.21, port: 80, weight: 1}\n"));
        assertEquals(1, Objects.requireNonNull(conversion.after()).virtualServers().size());
    }

    @Test
    void anySavedTableBecomesAConfigurationThatProgramsIt() {
        for (long seed = 0; seed < 500; seed++) {
            IpvsTable table = new ConfigurableTables(seed).table();
            String saved = IpvsadmSave.text(table);
            assertEquals(table, read(saved), "seed " + seed);
            for (Syntax syntax : Syntax.values()) {
                Conversion conversion = SaveConversion.of(new SourceText("saved", saved), syntax, "lb1");
                String what = "seed " + seed + "\n" + saved + messages(conversion) + conversion.text();
                assertTrue(conversion.isComplete(), what);
            }
        }
    }

    @Test
    void nonsenseGivesProblemsAndNoException() {
        for (long seed = 0; seed < 3000; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder(SAVED);
            for (int i = random.nextInt(10); i >= 0; i--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.insert(at, " -=#[]:\n9\0\u00e4rtuf".charAt(random.nextInt(15)));
                    default -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(30))));
                }
            }
            Conversion conversion = convert(text.toString());
            assertFalse(conversion.isComplete() && conversion.text().isEmpty(), "seed " + seed);
        }
    }

    private static IpvsTable read(String text) {
        ProblemCollector problems = new ProblemCollector(Severity.ERROR);
        SourceText source = new SourceText("saved", text);
        IpvsTable table = SaveReader.read(source, problems).table();
        assertEquals("", problems.problems().render());
        return table;
    }

    private static Conversion convert(String text) {
        return SaveConversion.of(new SourceText("saved", text), Syntax.YAML, "lb1");
    }

    private static String messages(Conversion conversion) {
        return Stream.concat(conversion.problems().all().stream(), conversion.left().stream())
                .map(Object::toString)
                .collect(Collectors.joining("\n"));
    }
}
