package dev.lvsd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.control.ConfigurationChange;
import dev.lvsd.control.ConnectionsQuestion;
import dev.lvsd.control.ConnectionsSnapshot;
import dev.lvsd.control.ControlException;
import dev.lvsd.control.ControlServer;
import dev.lvsd.control.Desks;
import dev.lvsd.control.ExampleSnapshot;
import dev.lvsd.control.OrderReport;
import dev.lvsd.control.OrderService;
import dev.lvsd.control.OrderSnapshot;
import dev.lvsd.control.OrderedServerSnapshot;
import dev.lvsd.control.OrdersSnapshot;
import dev.lvsd.control.ReloadOutcome;
import dev.lvsd.control.ReloadReport;
import dev.lvsd.control.ReloadService;
import dev.lvsd.control.Snapshot;
import dev.lvsd.control.StandingSnapshot;
import dev.lvsd.control.TopQuestion;
import dev.lvsd.control.TopSnapshot;
import dev.lvsd.control.Views;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
final class LvsctlCommandTest {
    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource({
        "status -o table, lvsd 0.1.0 on lb1",
        "vrrp, VI_1: MASTER for 2h12m",
        "services, Prot LocalAddress:Port Scheduler Flags",
        "sysctl, net.ipv4.vs",
        "services --stats, Prot LocalAddress:Port               Conns   InPkts",
        "services --rate --exact, Prot LocalAddress:Port                 CPS    InPPS",
        "services -o yaml, 'at: \"2026-11-21T12:00:00Z\"'",
        "status -o JSON, {",
    })
    void commandPrintsWhatTheDaemonSays(String arguments, String start) throws ControlException {
        Path socket = directory.resolve("s");
        try (ControlServer _ = ControlServer.open(socket, Desks.of(ExampleSnapshot::whole))) {
            assertEquals(0, run((arguments + " -s " + socket).split(" ", -1)), err::toString);
        }
        assertTrue(out.toString().startsWith(start), out::toString);
        assertEquals("", err.toString());
    }

    @ParameterizedTest
    @CsvSource({"REFUSED, 1", "APPLIED, 0", "UNCHANGED, 0"})
    void reloadPrintsProblemsAndChangesAndARefusalIsStatusOne(ReloadOutcome outcome, int status)
            throws ControlException {
        Path socket = directory.resolve("s");
        ReloadReport report = new ReloadReport(
                outcome, "lvsd.yaml", "in a line",
                List.of(new ConfigurationChange(ConfigurationChange.Kind.CHANGED, "vrrp_instance VI_1",
                        "priority 100 -> 90")),
                List.of("vrrp_instance VI_1: the others have to follow"),
                List.of("lvsd.yaml:3:1: warning: a problem\n    line\n    ^"));
        try (ControlServer _ = ControlServer.open(
                socket, Desks.of(ExampleSnapshot::whole).with((ReloadService) _ -> report))) {
            assertEquals(status, run("reload", "-s", socket.toString()), err::toString);
        }
        assertEquals("lvsd.yaml: " + outcome.word() + ": in a line\n"
                + "  lvsd.yaml:3:1: warning: a problem\n      line\n      ^\n"
                + "  ~ vrrp_instance VI_1: priority 100 -> 90\n"
                + "  caution: vrrp_instance VI_1: the others have to follow\n", out.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "top -n 1 --sort in 192.0.2.1, lvsd lb1  ",
        "top -b -n 1 -o json, '{'",
        "connections tcp/192.0.2.1:80 192.0.2.87 --client 192.0.2.0/24 --state established, pro expire state",
        "connections --count-by client --templates -o yaml, 'at: '",
    })
    void viewPrintsWhatTheDaemonSays(String arguments, String start) throws ControlException {
        Path socket = directory.resolve("s");
        Views views = new Views() {
            @Override
            public ConnectionsSnapshot connections(ConnectionsQuestion question) {
                return ExampleSnapshot.connections();
            }

            @Override
            public TopSnapshot top(TopQuestion question) {
                return ExampleSnapshot.top();
            }
        };
        try (ControlServer _ = ControlServer.open(
                socket, Desks.of(ExampleSnapshot::whole).with(views))) {
            assertEquals(0, run((arguments + " -s " + socket).split(" ", -1)), err::toString);
        }
        assertTrue(out.toString().startsWith(start), out::toString);
        assertEquals("", err.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "drain 192.0.2.1:80 192.0.2.21 --timeout 10m --reason disks | drain {timeout=10m, reason=disks, "
                + "virtual_server=192.0.2.1:80, real_server=192.0.2.21}",
        "enable all 192.0.2.21 | enable {virtual_server=all, real_server=192.0.2.21}",
        "disable fwmark:7 192.0.2.21 --force | disable {force=true, virtual_server=fwmark:7, real_server=192.0.2.21}",
        "weight 192.0.2.1 192.0.2.21 7 --ramp 60s | weight {weight=7, ramp=60s, virtual_server=192.0.2.1, "
                + "real_server=192.0.2.21}",
        "maintenance node | node {state=on}",
        "maintenance node OFF --reason done | node {state=off, reason=done}",
        "maintenance 192.0.2.21 --force | drain {virtual_server=all, real_server=192.0.2.21, force=true}",
        "maintenance 192.0.2.21 off | enable {virtual_server=all, real_server=192.0.2.21}",
    })
    void orderGoesToTheDaemonAsItWasSaid(String arguments, String order) throws ControlException {
        Path socket = directory.resolve("s");
        OrderService orders = (verb, words, _) -> {
            Map<String, String> said = new LinkedHashMap<>(words.words());
            said.remove("sudo_user");
            return new OrderReport(OrderReport.Outcome.DONE, verb + " " + said, List.of());
        };
        try (ControlServer _ = open(socket, orders)) {
            assertEquals(0, run((arguments + " -s " + socket).split(" ", -1)), err::toString);
        }
        assertEquals(order, out.toString().replaceAll("\\s+", " ").strip());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "drain", "drain a", "drain a b c", "weight a b", "maintenance", "maintenance node maybe",
        "maintenance node --wait", "maintenance 192.0.2.21 off --timeout 3s"})
    void orderThatIsIncompleteIsWrongUsage(String arguments) {
        assertEquals(2, run(arguments.split(" ", -1)));
        assertEquals(1, err.toString().lines().count(), err::toString);
    }

    @Test
    void orderThatIsRefusedIsStatusOne() throws ControlException {
        Path socket = directory.resolve("s");
        OrderReport report = new OrderReport(OrderReport.Outcome.REFUSED, "it is the last", List.of());
        try (ControlServer _ = open(socket, (_, _, _) -> report)) {
            assertEquals(1, run("drain", "a", "b", "--wait", "-s", socket.toString()), err::toString);
        }
        assertEquals("refused: it is the last\n", out.toString());
    }

    @ParameterizedTest
    @CsvSource({"drained, 0, 0, drained: idle", "drained, 7, 4, drained at the deadline: 7 connections",
        "weighted, 0, 1, refused: the drain was ended by another order"})
    void waitingEndsWithTheDrain(String phase, long cut, int status, String told) throws ControlException {
        Path socket = directory.resolve("s");
        AtomicInteger looks = new AtomicInteger();
        OrderedServerSnapshot draining = ordered("draining", 0);
        OrderReport report = new OrderReport(OrderReport.Outcome.DONE, "drain", List.of(draining));
        try (ControlServer _ = ControlServer.open(socket,
                Desks.of(() -> ordering(looks.getAndIncrement() < 2 ? draining : ordered(phase, cut)))
                        .with((OrderService) (_, _, _) -> report))) {
            assertEquals(status, run("drain", "a", "b", "--wait", "-s", socket.toString()), err::toString);
        }
        assertTrue(out.toString().contains(told), out::toString);
        assertTrue(looks.get() > 2);
    }

    private static OrderedServerSnapshot ordered(String phase, long cut) {
        return new OrderedServerSnapshot("tcp/192.0.2.1:80", "192.0.2.21:80", true, 0, 1, 0, 0,
                new StandingSnapshot(phase, "alice", Instant.EPOCH, "", Instant.EPOCH, null, cut));
    }

    private static Snapshot ordering(OrderedServerSnapshot server) {
        Snapshot of = ExampleSnapshot.whole();
        OrderSnapshot order = new OrderSnapshot("drain", "tcp/192.0.2.1:80", "192.0.2.21:80", null, null, null, "alice",
                Instant.EPOCH, "", List.of(server));
        return new Snapshot(of.at(), of.daemon(), of.maintenance(), of.vrrpInstances(), of.syncGroups(),
                of.staticEntries(), of.notifications(), of.virtualServers(), of.table(), of.sysctls(),
                new OrdersSnapshot(List.of(order), List.of()), of.whole());
    }

    private static ControlServer open(Path socket, OrderService orders) throws ControlException {
        return ControlServer.open(socket, Desks.of(ExampleSnapshot::whole).with(orders));
    }

    @Test
    void optionsMayStandBeforeTheCommand() throws ControlException {
        Path socket = directory.resolve("s");
        try (ControlServer _ = ControlServer.open(socket, Desks.of(ExampleSnapshot::whole))) {
            assertEquals(0, run("-s", socket.toString(), "-o", "json", "vrrp"));
        }
        assertTrue(out.toString().startsWith("{"), out::toString);
    }

    @Test
    void daemonThatDoesNotAnswerIsStatusThreeAndOneLine() {
        Path socket = directory.resolve("s");
        assertEquals(3, run("status", "-s", socket.toString()));
        assertEquals(
                "lvsctl: no answer from lvsd on " + socket
                        + ": there is no such socket; is lvsd running? (-s names another socket)\n",
                err.toString());
        assertEquals("", out.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "nothing", "status -o xml", "status --bogus", "status --patience 0", "status extra",
        "services --stats --rate", "top --sort x", "top --interval 0",
        "connections --limit 0", "connections --client x", "connections a b c"})
    void wrongUsageIsStatusTwoAndOneLine(String arguments) {
        assertEquals(2, run(arguments.isEmpty() ? new String[0] : arguments.split(" ", -1)));
        assertTrue(err.toString().startsWith("lvsctl"), err::toString);
        assertEquals(1, err.toString().lines().count(), err::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "status --help", "vrrp -h", "services --help", "reload --help", "diff --help",
        "save --help", "maintenance --help", "connections --help", "top --help", "drain --help", "enable --help",
        "disable --help", "weight --help", "orders --help"})
    void helpFitsATerminal(String arguments) {
        assertEquals(0, run(arguments.split(" ", -1)));
        out.toString().lines().forEach(line -> assertTrue(line.length() <= 80, line));
    }

    @Test
    void versionIsOneLine() {
        assertEquals(0, run("--version"));
        assertTrue(out.toString().matches("lvsd \\S+\\R"), out::toString);
    }

    @Test
    void commandThatThereIsNotIsNamedWithThoseThatThereAre() {
        assertEquals(2, run("statu"));
        assertEquals(
                "lvsctl: there is no command \"statu\"; it is one of "
                        + "drain, enable, disable, weight, maintenance, orders, connections, top, diff, save, "
                        + "reload, services, status, sysctl, vrrp; see lvsctl --help\n",
                err.toString());
    }

    @Test
    void nonsenseIsALineThatSaysWhatWouldBeRight() {
        assertEquals(2, run("-o", "foo", "status"));
        assertEquals(2, run("status", "now"));
        assertEquals(2, run("-s", "", "status"));
        assertEquals("""
                lvsctl: Invalid value for option '--output': 'foo' is none of table, json, yaml; see lvsctl --help
                lvsctl status: there is no argument 'now'; see lvsctl status --help
                lvsctl: Invalid value for option '--socket': a path cannot be empty; see lvsctl --help
                """, err.toString());
    }

    private int run(String... arguments) {
        return LvsctlCommand.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
