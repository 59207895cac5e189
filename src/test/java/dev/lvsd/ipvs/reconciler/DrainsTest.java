package dev.lvsd.ipvs.reconciler;

import static dev.lvsd.pool.Samples.RS1;
import static dev.lvsd.pool.Samples.RS2;
import static dev.lvsd.pool.Samples.WEB;
import static dev.lvsd.pool.Samples.realServer;
import static dev.lvsd.pool.Samples.web;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.check.Health;
import dev.lvsd.config.OnFailure;
import dev.lvsd.config.Quorum;
import dev.lvsd.config.RealServer;
import dev.lvsd.config.SorryServer;
import dev.lvsd.config.VirtualServer;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.ipvs.VirtualServerOptions;
import dev.lvsd.net.Endpoint;
import dev.lvsd.net.Family;
import dev.lvsd.net.Protocol;
import dev.lvsd.orders.Order;
import dev.lvsd.orders.OrderTarget;
import dev.lvsd.orders.Orders;
import dev.lvsd.orders.Standing;
import dev.lvsd.pool.Samples;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DrainsTest {
    private static final VirtualServer TWO = web(realServer(RS1, 100, 1), realServer(RS2, 100, 1));
    private static final Order DRAIN = new Order.Drain(null);
    private static final String ADD_1 = "ipvsadm -a -t 10.9.0.100:80 -r 10.9.0.1:80 -g -w 100";
    private static final String ZERO_1 = "ipvsadm -e -t 10.9.0.100:80 -r 10.9.0.1:80 -g -w 0";
    private static final String FULL_1 = "ipvsadm -e -t 10.9.0.100:80 -r 10.9.0.1:80 -g -w 100";
    private static final String DELETE_1 = "ipvsadm -d -t 10.9.0.100:80 -r 10.9.0.1:80";
    private static final List<String> NOTHING = List.of();

    private final Bench bench = new Bench();

    @Test
    void drainedRealServerStaysForItsClientsAndGoesWhenTheLastIsGone() {
        bench.start(TWO);
        List<Note> notes = bench.give(RS1, DRAIN);
        assertEquals("alice orders drain 10.9.0.1:80 in TCP 10.9.0.100:80: why; it is about 1 real server",
                OrderLines.of((Note.Ordered) notes.getFirst()));
        assertEquals(List.of(ZERO_1), bench.round());
        bench.clients(WEB, RS1, 1, 0);
        assertEquals(NOTHING, bench.readAfter(1));
        assertEquals(Standing.Phase.DRAINING, bench.phase(RS1));
        bench.clients(WEB, RS1, 0, 1);
        assertEquals(NOTHING, bench.readAfter(1));
        bench.clients(WEB, RS1, 0, 0);
        assertEquals(List.of(DELETE_1), bench.readAfter(1));
        assertEquals(Standing.Phase.DRAINED, bench.phase(RS1));
        assertEquals("TCP 10.9.0.100:80: real server 10.9.0.1:80 is drained: idle after 3 s", bench.lastEnd());
        bench.core.report(WEB, RS1, 0, Health.UP, bench.now().wall());
        assertEquals(NOTHING, bench.readAfter(60));
    }

    @Test
    void readThatBeganBeforeWeightZeroWasAcknowledgedEndsNoDrain() {
        bench.start(TWO);
        bench.give(RS1, DRAIN);
        assertEquals(List.of(ZERO_1), bench.readAfter(0));
        assertEquals(List.of(DELETE_1), bench.readAfter(0));
    }

    @Test
    void deadlineCutsAndSaysWhom() {
        bench.start(TWO);
        bench.give(RS1, new Order.Drain(Duration.ofSeconds(30)));
        bench.round();
        bench.clients(WEB, RS1, 2, 3);
        assertEquals(NOTHING, bench.readAfter(29));
        assertEquals(Duration.ofSeconds(1).toNanos(), bench.core.standings().untilDeadline(bench.now().nanos()));
        assertEquals(List.of(DELETE_1), bench.readAfter(1));
        assertEquals("TCP 10.9.0.100:80: real server 10.9.0.1:80 is drained: the deadline came after 30 s and cut"
                + " 2 connections and 3 persistence templates", bench.lastEnd());
        assertEquals(5, bench.standing(RS1).cut());
        assertEquals(3, bench.status().totals().drains().templates());
    }

    @Test
    void drainWithoutATimeLastsPersistenceAndFiveMinutes() {
        bench.start(TWO);
        bench.give(RS1, DRAIN);
        assertEquals(bench.now().wall().plusSeconds(900), bench.standing(RS1).deadline());
    }

    @Test
    void realServerThatGoesDownWhileItDrainsIsNotWaitedFor() {
        bench.start(TWO);
        bench.give(RS1, DRAIN);
        bench.round();
        bench.clients(WEB, RS1, 1, 0);
        bench.core.report(WEB, RS1, 0, Health.DOWN, bench.now().wall());
        assertEquals(List.of(DELETE_1), bench.round());
        bench.readAfter(1);
        assertEquals(Standing.Phase.DRAINED, bench.phase(RS1));
        bench.core.report(WEB, RS1, 0, Health.UP, bench.now().wall());
        assertEquals(NOTHING, bench.round());
    }

    @Test
    void drainOfTheLastRealServerPutsTheSorryServerInFirstAndKeepsItsClients() {
        SorryServer sorry = new SorryServer(Samples.endpoint("10.9.0.9:80"), Samples.dr(1), OnFailure.REMOVE);
        bench.start(new VirtualServer(
                WEB, Samples.WLC, List.of(realServer(RS1, 100, 1)), Quorum.ANY, sorry));
        List<Note> notes = bench.give(RS1, DRAIN);
        assertTrue(notes.stream().anyMatch(note -> note instanceof Note.QuorumChanged), notes.toString());
        assertEquals(List.of("ipvsadm -a -t 10.9.0.100:80 -r 10.9.0.9:80 -g -w 1", ZERO_1), bench.round());
        bench.clients(WEB, RS1, 1, 0);
        assertEquals(NOTHING, bench.readAfter(1));
        bench.revoke(RS1);
        assertEquals(List.of(FULL_1, "ipvsadm -d -t 10.9.0.100:80 -r 10.9.0.9:80"), bench.round());
    }

    @Test
    void disabledRealServerIsOutUntilItIsEnabled() {
        bench.start(TWO);
        bench.give(RS1, new Order.Disable());
        assertEquals(List.of(DELETE_1), bench.round());
        assertEquals(Standing.Phase.DISABLED, bench.phase(RS1));
        bench.revoke(RS1);
        assertEquals(List.of(ADD_1), bench.round());
        assertNull(bench.realServer(RS1).standing());
    }

    @Test
    void noOrderSendsClientsToARealServerThatIsDown() {
        bench.start(TWO);
        bench.core.report(WEB, RS1, 0, Health.DOWN, bench.now().wall());
        bench.round();
        bench.give(RS1, new Order.Weight(7, Duration.ZERO));
        assertEquals(NOTHING, bench.round());
        bench.core.report(WEB, RS1, 0, Health.UP, bench.now().wall());
        assertEquals(List.of("ipvsadm -a -t 10.9.0.100:80 -r 10.9.0.1:80 -g -w 7"), bench.round());
        assertEquals(107, bench.status().virtualServers().getFirst().quorum().live());
    }

    @Test
    void rampGoesFromTheWeightInTheTableInStepsOfASecondAndOnAfterARestart() {
        bench.start(TWO);
        bench.give(RS1, new Order.Weight(0, Duration.ofSeconds(4)));
        assertEquals(NOTHING, bench.round());
        assertEquals(List.of("ipvsadm -e -t 10.9.0.100:80 -r 10.9.0.1:80 -g -w 75"), bench.rampAfter(1));
        assertEquals(Standing.Phase.RAMPING, bench.phase(RS1));
        bench.restart(TWO);
        assertEquals(NOTHING, bench.round());
        assertEquals(List.of("ipvsadm -e -t 10.9.0.100:80 -r 10.9.0.1:80 -g -w 50"), bench.rampAfter(1));
        assertEquals(List.of("ipvsadm -e -t 10.9.0.100:80 -r 10.9.0.1:80 -g -w 25"), bench.rampAfter(1));
        assertEquals(List.of(ZERO_1), bench.rampAfter(1));
        assertEquals(Standing.Phase.WEIGHTED, bench.phase(RS1));
        assertEquals(Long.MAX_VALUE, bench.core.standings().untilNextStep(bench.now().nanos()));
        bench.clients(WEB, RS1, 0, 0);
        assertEquals(NOTHING, bench.readAfter(5), "a weight of 0 is no drain");
    }

    @Test
    void realServerThatAReloadRemovesIsDrained() {
        bench.start(TWO);
        List<Note> notes = bench.reload(web(realServer(RS2, 100, 1)));
        assertTrue(notes.getFirst() instanceof Note.Leaves, notes.toString());
        assertEquals(List.of(ZERO_1), bench.round());
        bench.clients(WEB, RS1, 1, 0);
        assertEquals(NOTHING, bench.readAfter(899));
        assertEquals(Standing.Phase.LEAVING, bench.phase(RS1));
        assertNull(bench.realServer(RS1).configured());
        assertEquals(NOTHING, bench.round());
        assertEquals(List.of(DELETE_1), bench.readAfter(1));
        assertEquals(List.of(), bench.core.standings().departures().list());
        assertEquals(0, bench.status().totals().drift());
    }

    @Test
    void realServerThatComesBackWhileItLeavesServesOnWithoutAGap() {
        bench.start(TWO);
        bench.reload(web(realServer(RS2, 100, 1)));
        bench.round();
        bench.clients(WEB, RS1, 1, 0);
        bench.reload(TWO);
        assertEquals(List.of(FULL_1), bench.round());
        bench.clients(WEB, RS1, 0, 0);
        assertEquals(NOTHING, bench.readAfter(1_000));
    }

    @Test
    void realServerThatIsDownOrThatSomeoneAddedIsNotDrained() {
        bench.start(web(inhibited(RS1), realServer(RS2, 100, 1)));
        bench.core.report(WEB, RS1, 0, Health.DOWN, bench.now().wall());
        assertEquals(List.of(ZERO_1), bench.round());
        bench.reload(web(realServer(RS2, 100, 1)));
        assertEquals(List.of(DELETE_1), bench.round());
        bench.addByHand(RS1);
        assertEquals(List.of(DELETE_1), bench.readAfter(1));
    }

    @Test
    void removedDeleteDeletesAtOnceAlsoThoseThatLeave() {
        RealServer third = realServer(Samples.endpoint("10.9.0.3:80"), 1, 0);
        bench.start(web(realServer(RS1, 100, 1), realServer(RS2, 100, 1), third));
        bench.reload(TWO);
        bench.round();
        bench.drains = Cores.DELETE;
        bench.reload(web(realServer(RS2, 100, 1)));
        assertEquals(List.of(DELETE_1, "ipvsadm -d -t 10.9.0.100:80 -r 10.9.0.3:80"), bench.round());
    }

    @Test
    void realServerThatWasRemovedWhileLvsdWasStoppedIsDrained() {
        bench.start(TWO);
        bench.restart(web(realServer(RS2, 100, 1)));
        assertEquals(List.of(ZERO_1), bench.round());
        assertEquals(List.of(DELETE_1), bench.readAfter(1));
    }

    @Test
    void oneThatLeavesKeepsItsDeadlineOverARestartAndMayComeBack() {
        bench.start(TWO);
        bench.reload(web(realServer(RS2, 100, 1)));
        bench.round();
        bench.clients(WEB, RS1, 1, 0);
        bench.readAfter(600);
        bench.restart(web(realServer(RS2, 100, 1)));
        assertEquals(NOTHING, bench.readAfter(299));
        bench.restart(TWO);
        assertEquals(List.of(FULL_1), bench.round(), "its weight 0 said nothing of its health");
        bench.restart(web(realServer(RS2, 100, 1)));
        assertEquals(List.of(ZERO_1), bench.round());
        assertEquals(NOTHING, bench.readAfter(600), "it leaves anew");
    }

    @Test
    void restartKeepsOrdersAndTheirDeadlines() {
        bench.start(TWO);
        bench.give(RS1, DRAIN);
        bench.round();
        bench.clients(WEB, RS1, 1, 0);
        bench.readAfter(899);
        bench.restart(TWO);
        assertEquals(NOTHING, bench.round());
        assertEquals(Standing.Phase.DRAINING, bench.phase(RS1));
        assertEquals(List.of(DELETE_1), bench.readAfter(1));
        bench.restart(TWO);
        assertEquals(NOTHING, bench.round());
        assertEquals(Standing.Phase.DRAINED, bench.phase(RS1));
        bench.revoke(RS1);
        bench.core.report(WEB, RS1, 0, Health.UP, bench.now().wall());
        assertEquals(List.of(ADD_1), bench.round());
    }

    @Test
    void orderAboutNothingIsToldAndCountsFromTheFirstStepOfTheReloadThatAddsItsTarget() {
        bench.start(web(realServer(RS2, 100, 1)));
        List<Note> notes = bench.give(RS1, DRAIN);
        assertTrue(notes.getLast() instanceof Note.AboutNothing, notes.toString());
        assertEquals(List.of(), bench.status().orders().getFirst().about());
        assertEquals(List.of(), bench.reload(web(realServer(RS2, 50, 1))), "told once");
        bench.round();
        assertEquals(List.of(), bench.reload(web(realServer(RS1, 100, 1), realServer(RS2, 50, 1))));
        assertEquals(NOTHING, bench.round());
        assertEquals(List.of(new Orders.Place(WEB, RS1)), bench.status().orders().getFirst().about());
    }

    @Test
    void orderAboutAnAddressIsAboutItInEveryVirtualServer() {
        VirtualServerKey mark = new VirtualServerKey.Fwmark(Family.IPV4, 7);
        RealServer marked = realServer(new Endpoint(RS1.address(), 0), 1, 0);
        bench.start(TWO, new VirtualServer(mark, VirtualServerOptions.of("rr", Family.IPV4), List.of(marked)));
        bench.give(OrderTarget.everywhere(RS1.address()), new Order.Disable());
        assertEquals(List.of(DELETE_1, "ipvsadm -d -f 7 -r 10.9.0.1:0"), bench.round());
        bench.give(RS1, new Order.Weight(3, Duration.ZERO));
        assertEquals(List.of("ipvsadm -a -t 10.9.0.100:80 -r 10.9.0.1:80 -g -w 3"), bench.round());
        bench.revoke(RS1);
        assertEquals(List.of(DELETE_1), bench.round(), "the wider order counts again");
    }

    @Test
    void connectionsOfUdpCountAlthoughTheKernelCallsThemInactive() {
        VirtualServerKey dns = new VirtualServerKey.Address(Protocol.UDP, Samples.endpoint("10.9.0.100:53"));
        Endpoint server = Samples.endpoint("10.9.0.1:53");
        bench.start(new VirtualServer(
                dns, VirtualServerOptions.of("rr", Family.IPV4), List.of(realServer(server, 1, 0))));
        bench.give(OrderTarget.of(dns, server), DRAIN);
        bench.round();
        bench.inactive(dns, server, 1);
        assertEquals(NOTHING, bench.readAfter(1));
        bench.inactive(dns, server, 0);
        assertEquals(List.of("ipvsadm -d -u 10.9.0.100:53 -r 10.9.0.1:53"), bench.readAfter(1));
    }

    @Test
    void virtualServerThatGoesSaysWhomItCuts() {
        bench.start(TWO);
        bench.clients(WEB, RS1, 4, 1);
        bench.readAfter(1);
        List<Note> notes = bench.reload();
        assertEquals("TCP 10.9.0.100:80: removed with 4 connections and 1 persistence template",
                OrderLines.of((Note.Removed) notes.getFirst()));
        assertEquals(List.of("ipvsadm -D -t 10.9.0.100:80"), bench.round());
    }

    @Test
    void roundWithoutOrdersMakesNothingAnew() {
        bench.start(TWO);
        assertEquals(Long.MAX_VALUE, bench.core.standings().untilDeadline(0));
        assertEquals(Long.MAX_VALUE, bench.core.standings().untilNextStep(0));
        assertNotNull(bench.core.standings().applied());
        assertEquals(NOTHING, bench.readAfter(5));
    }

    private static RealServer inhibited(Endpoint endpoint) {
        RealServer plain = realServer(endpoint, 100, 1);
        return new RealServer(endpoint, plain.options(), plain.checks(), OnFailure.INHIBIT);
    }
}
