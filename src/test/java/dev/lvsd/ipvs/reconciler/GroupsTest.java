package dev.lvsd.ipvs.reconciler;

import static dev.lvsd.pool.Samples.RS1;
import static dev.lvsd.pool.Samples.RS2;
import static dev.lvsd.pool.Samples.WEB;
import static dev.lvsd.pool.Samples.WLC;
import static dev.lvsd.pool.Samples.dr;
import static dev.lvsd.pool.Samples.endpoint;
import static dev.lvsd.pool.Samples.realServer;
import static dev.lvsd.pool.Samples.web;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.check.Health;
import dev.lvsd.config.OnFailure;
import dev.lvsd.config.Quorum;
import dev.lvsd.config.RealServer;
import dev.lvsd.config.Service;
import dev.lvsd.config.SorryServer;
import dev.lvsd.config.TablePort;
import dev.lvsd.config.VirtualServer;
import dev.lvsd.ipvs.MemoryTable;
import dev.lvsd.ipvs.Step;
import dev.lvsd.ipvs.TableDump;
import dev.lvsd.ipvs.TableKind;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.net.Endpoint;
import dev.lvsd.net.Family;
import dev.lvsd.net.Protocol;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Virtual servers with several services: one health, many entries of the table.
class GroupsTest {
    private static final Instant NOW = Instant.EPOCH;
    private static final VirtualServerKey TLS =
            new VirtualServerKey.Address(Protocol.TCP, endpoint("10.9.0.100:443"));
    private static final VirtualServerKey OTHER =
            new VirtualServerKey.Address(Protocol.TCP, endpoint("10.9.0.101:80"));
    private static final VirtualServerKey MARK = new VirtualServerKey.Fwmark(Family.IPV4, 7);

    private final MemoryTable table = new MemoryTable();

    @Test
    void oneHealthMovesTheRealServerBehindEveryService() {
        ReconcilerCore core = start(group("g", WEB, TLS, MARK));
        assertEquals(9, round(core).size());
        core.report(WEB, RS1, 0, Health.DOWN, NOW);
        assertEquals(
                List.of("ipvsadm -d -t 10.9.0.100:80 -r 10.9.0.1:80", "ipvsadm -d -t 10.9.0.100:443 -r 10.9.0.1:443",
                        "ipvsadm -d -f 7 -r 10.9.0.1:0"),
                round(core));
        core.report(WEB, RS1, 0, Health.UP, NOW);
        assertEquals(3, round(core).size());
        assertEquals(List.of(), round(core));
    }

    @Test
    void statusHasAPageForEachServiceWithItsRealServersAsTheTableHasThem() {
        ReconcilerCore core = start(group("g", WEB, TLS));
        round(core);
        core.report(WEB, RS1, 0, Health.DOWN, NOW);
        round(core);
        List<VirtualServerStatus> pages = core.status(TableKind.MEMORY).virtualServers();
        assertEquals(List.of(WEB, TLS), pages.stream().map(VirtualServerStatus::key).toList());
        assertEquals(List.of(WEB, WEB), pages.stream().map(VirtualServerStatus::virtualServer).toList());
        RealServerStatus down = pages.getLast().realServers().getFirst();
        assertEquals(endpoint("10.9.0.1:443"), down.endpoint());
        assertEquals(RS1, down.configuredEndpoint());
        assertEquals(Health.DOWN, down.health());
        assertEquals("g", pages.getLast().group());
    }

    @Test
    void reloadTouchesOnlyTheServicesThatCameOrWent() {
        ReconcilerCore core = start(group("g", WEB, TLS));
        round(core);
        core.report(WEB, RS1, 0, Health.DOWN, NOW);
        round(core);
        assertEquals(
                List.of("ipvsadm -A -t 10.9.0.101:80 -s wlc -p 600",
                        "ipvsadm -a -t 10.9.0.101:80 -r 10.9.0.2:80 -g -w 100", "ipvsadm -D -t 10.9.0.100:443"),
                reload(core, group("g", WEB, OTHER)));
    }

    @Test
    void groupWhoseFirstServiceGoesKeepsItsHealth() {
        ReconcilerCore core = start(group("g", WEB, TLS));
        round(core);
        core.report(WEB, RS1, 0, Health.DOWN, NOW);
        round(core);
        assertEquals(List.of("ipvsadm -D -t 10.9.0.100:80"), reload(core, group("g", TLS)));
        core.report(TLS, RS1, 0, Health.UP, NOW);
        assertEquals(List.of("ipvsadm -a -t 10.9.0.100:443 -r 10.9.0.1:443 -g -w 100"), round(core));
    }

    @Test
    void serviceThatMovesIntoAGroupAndOutOfItKeepsItsEntry() {
        VirtualServer alone = web(realServer(RS1, 100, 1), realServer(RS2, 100, 1));
        ReconcilerCore core = start(alone);
        round(core);
        core.report(WEB, RS1, 0, Health.DOWN, NOW);
        round(core);
        assertEquals(
                List.of("ipvsadm -A -t 10.9.0.100:443 -s wlc -p 600",
                        "ipvsadm -a -t 10.9.0.100:443 -r 10.9.0.2:443 -g -w 100"),
                reload(core, group("g", WEB, TLS)), "health of the virtual server that it was goes with it");
        assertEquals(List.of(), reload(core, group("h", WEB, TLS)), "another name");
        assertEquals(List.of(), reload(core, group("h", TLS), group("i", WEB)), "between groups");
        assertEquals(List.of("ipvsadm -D -t 10.9.0.100:443"), reload(core, alone));
        core.report(WEB, RS1, 0, Health.UP, NOW);
        assertEquals(List.of("ipvsadm -a -t 10.9.0.100:80 -r 10.9.0.1:80 -g -w 100"), round(core));
    }

    @Test
    void restartAdoptsWhatAnyServiceShows() {
        ReconcilerCore core = start(group("g", WEB, TLS));
        round(core);
        core.report(WEB, RS1, 0, Health.DOWN, NOW);
        round(core);
        assertEquals(List.of(), round(start(group("g", WEB, TLS))), "one that is down stays out until it is checked");
        assertEquals(
                List.of("ipvsadm -A -t 10.9.0.101:80 -s wlc -p 600",
                        "ipvsadm -a -t 10.9.0.101:80 -r 10.9.0.2:80 -g -w 100"),
                round(start(group("g", OTHER, WEB, TLS))), "a service that is new follows the others");
        table.apply(List.of(new Step.AddRealServer(TLS, endpoint("10.9.0.1:443"), dr(100))));
        assertTrue(round(start(group("g", WEB, TLS))).contains("ipvsadm -a -t 10.9.0.100:80 -r 10.9.0.1:80 -g -w 100"),
                "behind one service it is live, so it is behind all");
    }

    @Test
    void lostQuorumPutsTheSorryServerBehindEveryServiceAndIsToldOnce() {
        VirtualServer group = new VirtualServer(
                group("g", WEB, TLS).services(), "g", List.of(member(RS1)), Quorum.ANY,
                new SorryServer(endpoint("10.9.0.9:80"), TablePort.OF_SERVICE, dr(1), OnFailure.REMOVE));
        ReconcilerCore core = start(group);
        round(core);
        List<Note> notes = core.report(WEB, RS1, 0, Health.DOWN, NOW);
        assertEquals("group g (TCP)", ((Note.QuorumChanged) notes.getFirst()).virtualServer());
        assertEquals(
                List.of("ipvsadm -a -t 10.9.0.100:80 -r 10.9.0.9:80 -g -w 1",
                        "ipvsadm -a -t 10.9.0.100:443 -r 10.9.0.9:443 -g -w 1",
                        "ipvsadm -d -t 10.9.0.100:80 -r 10.9.0.1:80", "ipvsadm -d -t 10.9.0.100:443 -r 10.9.0.1:443"),
                round(core));
        assertEquals(List.of(), round(start(group)), "a restart while it serves changes nothing");
    }

    private static VirtualServer group(String name, VirtualServerKey... keys) {
        return new VirtualServer(
                Stream.of(keys).map(key -> new Service(key, WLC)).toList(), name,
                List.of(member(RS1), member(RS2)), Quorum.ANY, null);
    }

    private static RealServer member(Endpoint endpoint) {
        RealServer alone = realServer(endpoint, 100, 1);
        return new RealServer(endpoint, TablePort.OF_SERVICE, alone.options(), alone.checks(), alone.onFailure());
    }

    private ReconcilerCore start(VirtualServer... configured) {
        TableDump dump = table.dump(Set.of(WEB, TLS, OTHER, MARK));
        return Cores.starting(List.of(configured), Set.of(), dump, NOW, Duration.ZERO);
    }

    private List<String> reload(ReconcilerCore core, VirtualServer... configured) {
        List<VirtualServer> next = List.of(configured);
        Cores.reload(core, next, table.dump(core.unknown(next)));
        return round(core);
    }

    private List<String> round(ReconcilerCore core) {
        List<Step> steps = core.plan();
        core.applied(steps, table.apply(steps), Duration.ZERO);
        return steps.stream().map(Step::toString).toList();
    }
}
