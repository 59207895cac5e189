package dev.lvsd.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lvsd.control.OrderReport.Outcome;
import dev.lvsd.orders.GivenOrder;
import dev.lvsd.orders.Order;
import dev.lvsd.orders.OrderTarget;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OrderDeskTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Caller ROOT = new Caller("root", true);
    private static final String WEB = "virtual_server=192.0.2.1:80&real_server=192.0.2.21";

    private final FakeOrders orders = new FakeOrders()
            .service("192.0.2.1:80", 1, null, "192.0.2.21:80 100", "192.0.2.22:80 100")
            .service("192.0.2.1:443", 1, "192.0.2.99:443", "192.0.2.21:443 100", "192.0.2.22:443 0");
    private final List<@Nullable MaintenanceSnapshot> said = new ArrayList<>();
    private @Nullable String obstacle;

    private final OrderDesk desk = new OrderDesk(
            orders,
            orders::table,
            wanted -> {
                said.add(wanted);
                return obstacle;
            },
            InstantSource.fixed(NOW));

    @Test
    void drainIsGivenWithWhoAndWhyAndAnsweredWithWhatIsLeft() throws FormException {
        OrderReport report = take(Verb.DRAIN, WEB + "&timeout=10m&reason=new+disks&sudo_user=alice");
        OrderTarget target = OrderTarget.of(FakeOrders.key("192.0.2.1:80"), FakeOrders.endpoint("192.0.2.21:80"));
        assertEquals(
                List.of(new GivenOrder(target, new Order.Drain(Duration.ofMinutes(10)), "root (sudo: alice)", NOW,
                        "new disks")),
                orders.given());
        assertEquals(OrderReport.done("drain 192.0.2.21:80 in tcp/192.0.2.1:80", List.of(new OrderedServerSnapshot(
                "tcp/192.0.2.1:80", "192.0.2.21:80", true, 0, 100, 12, 3, new StandingSnapshot(
                        "draining", "root (sudo: alice)", NOW, "new disks", NOW, NOW.plusSeconds(600), 0)))), report);
    }

    @ParameterizedTest
    @CsvSource({
        "DRAIN, timeout=0, Drain[timeout=PT0S]",
        "DRAIN, '', Drain[timeout=null]",
        "DISABLE, '', Disable[]",
        "WEIGHT, weight=7, 'Weight[weight=7, ramp=PT0S]'",
        "WEIGHT, weight=2147483647&ramp=2m, 'Weight[weight=2147483647, ramp=PT2M]'",
        "WEIGHT, weight=1&ramp=1d, 'Weight[weight=1, ramp=PT24H]'",
    })
    void wordsSayWhatShallBecomeOfIt(Verb verb, String words, String order) throws FormException {
        assertEquals(Outcome.DONE, take(verb, WEB + (words.isEmpty() ? "" : "&" + words)).outcome());
        assertEquals(order, orders.given().getFirst().order().toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "WEIGHT | weight=-1  | weight is a whole number from 0 to 2147483647, not \"-1\"",
        "WEIGHT | weight=2147483648 | weight is a whole number from 0 to 2147483647, not \"2147483648\"",
        "WEIGHT | weight=1&ramp=1x | ramp is a time like 90s, 10m or 2h, not \"1x\"",
        "WEIGHT | weight=1&ramp=25h | ramp is at most 1d, not 25h",
        "WEIGHT | ramp=1 | weight is missing",
        "DRAIN  | timeout=31d | timeout is at most 30d, not 31d",
        "DRAIN  | timeout= | timeout is a time like 90s, 10m or 2h, not \"\"",
        "DRAIN  | force=yes | force is true or false, not \"yes\"",
        "ENABLE | timeout=1 | there is no word \"timeout\" here; there are real_server, reason, sudo_user, "
                + "virtual_server",
    })
    void wordsThatMeanNothingChangeNothing(Verb verb, String words, String message) {
        FormException e = assertThrows(FormException.class, () -> take(verb, WEB + "&" + words));
        assertEquals(message, e.getMessage());
        assertEquals(List.of(), orders.given());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "192.0.2.1:81 | 192.0.2.21 | there is no virtual server \"192.0.2.1:81\"; did you mean tcp/192.0.2.1:80, "
                + "tcp/192.0.2.1:443?",
        "192.0.2.1 | 192.0.2.21 | \"192.0.2.1\" names 2 virtual servers, say which: tcp/192.0.2.1:80, "
                + "tcp/192.0.2.1:443",
        "192.0.2.1:80 | 192.0.2.23 | there is no real server \"192.0.2.23\"; there are 192.0.2.21:80, 192.0.2.22:80",
        "all | 192.0.2.23 | there is no real server \"192.0.2.23\"; there are 192.0.2.21:80, 192.0.2.22:80, "
                + "192.0.2.21:443, 192.0.2.22:443",
    })
    void nameThatMeansNoneOrSeveralIsRefusedWithThoseThatThereAre(String service, String server, String message)
            throws FormException {
        OrderReport report = take(Verb.DRAIN, "virtual_server=" + service + "&real_server=" + server);
        assertEquals(Outcome.REFUSED, report.outcome());
        assertEquals(message, report.message());
        assertEquals(List.of(), orders.given());
    }

    @ParameterizedTest
    @CsvSource({"DRAIN, ''", "DISABLE, ''", "WEIGHT, &weight=0"})
    void lastRealServerThatServesIsNotTakenAwayUnlessForced(Verb verb, String words) throws FormException {
        String last = "virtual_server=192.0.2.1:443&real_server=192.0.2.21" + words;
        assertEquals(
                OrderReport.refused("192.0.2.21:443 is the last real server that serves tcp/192.0.2.1:443: without, "
                        + "the sorry server 192.0.2.99:443 would (--force orders it all the same)"),
                take(verb, last));
        assertEquals(Outcome.DONE, take(verb, last + "&force=true").outcome());
    }

    @Test
    void weightAboveZeroAndAServerThatDoesNotServeHurtNobody() throws FormException {
        assertEquals(Outcome.DONE, take(Verb.WEIGHT, "virtual_server=192.0.2.1:443&real_server=192.0.2.21&weight=1")
                .outcome());
        assertEquals(Outcome.DONE, take(Verb.DISABLE, "virtual_server=192.0.2.1:443&real_server=192.0.2.22").outcome());
    }

    @Test
    void quorumThatWouldGoToTheSorryServerIsNotTakenAwayEither() throws FormException {
        orders.service("192.0.2.2:80", 150, "192.0.2.99:80", "192.0.2.31:80 100", "192.0.2.32:80 100");
        assertEquals("without 192.0.2.31:80 the quorum of tcp/192.0.2.2:80 is lost (weight 100 is left, 150 needed): "
                        + "the sorry server 192.0.2.99:80 would serve (--force orders it all the same)",
                take(Verb.DRAIN, "virtual_server=192.0.2.2:80&real_server=192.0.2.31").message());
    }

    @Test
    void quorumIsCountedWithOrderedWeights() throws FormException {
        orders.service("192.0.2.2:80", 190, "192.0.2.99:80", "192.0.2.31:80 100", "192.0.2.32:80 200");
        String light = "virtual_server=192.0.2.2:80&real_server=192.0.2.31";
        assertEquals(Outcome.DONE, take(Verb.WEIGHT, light + "&weight=10").outcome());
        assertEquals(Outcome.DONE, take(Verb.DRAIN, light).outcome());
    }

    @Test
    void orderAboutNothingIsAComplaintThatSaysHowToEndIt() {
        OrderSnapshot idle = OrderSnapshot.of(new GivenOrder(
                OrderTarget.everywhere(FakeOrders.endpoint("192.0.2.77:80").address()),
                new Order.Disable(), "alice", NOW, ""), List.of());
        assertEquals(
                List.of("alice ordered: disable 192.0.2.77 in all virtual servers; this is about nothing: its target is"
                        + " not configured, or another order counts there (lvsctl enable all 192.0.2.77 ends it)"),
                new OrdersSnapshot(List.of(idle), List.of()).complaints());
        assertEquals(
                "and 1 more order is about nothing: lvsctl orders",
                new OrdersSnapshot(List.of(idle, idle, idle, idle, idle), List.of()).complaints().getLast());
    }

    @Test
    void realServerIsTakenOutOfAllItsVirtualServersByItsAddress() throws FormException {
        assertEquals(Outcome.REFUSED, take(Verb.DRAIN, "virtual_server=all&real_server=192.0.2.21").outcome());
        OrderReport report = take(Verb.DRAIN, "virtual_server=all&real_server=192.0.2.21&force=true");
        assertEquals("drain 192.0.2.21 in all virtual servers", report.message());
        assertEquals(2, report.about().size());
        OrderTarget target = orders.given().getFirst().target();
        assertEquals(OrderTarget.everywhere(FakeOrders.endpoint("192.0.2.21:1").address()), target);

        assertEquals(
                OrderReport.refused("the order that counts here is about 192.0.2.21 in all virtual servers; "
                        + "lvsctl enable all 192.0.2.21 ends it"),
                take(Verb.ENABLE, WEB));
        assertEquals(Outcome.DONE, take(Verb.ENABLE, "virtual_server=all&real_server=192.0.2.21").outcome());
        assertEquals(List.of(target), orders.revoked);
    }

    /// An order that names a virtual server counts before one about all: a weight would keep clients on it.
    @Test
    void realServerThatLeavesEverywhereKeepsNoWeightAnywhere() throws FormException {
        take(Verb.WEIGHT, WEB + "&weight=7");
        OrderTarget weighed = orders.given().getFirst().target();
        OrderReport report = take(Verb.DRAIN, "virtual_server=all&real_server=192.0.2.21&force=true");
        assertEquals("drain 192.0.2.21 in all virtual servers; ends orders of a weight: 1", report.message());
        assertEquals(2, report.about().size());
        assertEquals(List.of(weighed), orders.revoked);
    }

    @Test
    void orderAboutWhatIsNotConfiguredAnyMoreCanBeEnded() throws FormException {
        OrderTarget gone = OrderTarget.of(FakeOrders.key("192.0.2.9:80"), FakeOrders.endpoint("192.0.2.29:80"));
        orders.given.put(gone, new GivenOrder(gone, new Order.Disable(), "bob", NOW, ""));
        assertEquals(Outcome.REFUSED,
                take(Verb.DRAIN, "virtual_server=192.0.2.9:80&real_server=192.0.2.29").outcome());
        assertEquals(Outcome.DONE, take(Verb.ENABLE, "virtual_server=192.0.2.9:80&real_server=192.0.2.29").outcome());
        assertEquals(List.of(gone), orders.revoked);
    }

    @Test
    void enablingWhatNoOrderIsAboutSaysSo() throws FormException {
        assertEquals("enable 192.0.2.21 in 192.0.2.1:80: there is no order about it", take(Verb.ENABLE, WEB).message());
        assertEquals(List.of(), orders.revoked);
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.3:80", "192.0.2.4:80", "group web"})
    void groupIsOneVirtualServerByAnyOfItsServices(String name) throws FormException {
        for (String service : new String[] {"192.0.2.3:80", "192.0.2.4:80"}) {
            orders.service(service, "192.0.2.3:80", "web", 1, null, "192.0.2.41:80 1", "192.0.2.42:80 1");
        }
        OrderReport report = take(Verb.DRAIN, "real_server=192.0.2.41&virtual_server=" + name.replace(' ', '+'));
        assertEquals(1, report.about().size());
        assertEquals(24, report.about().getFirst().activeConnections());
        assertEquals(FakeOrders.key("192.0.2.3:80"), orders.given().getFirst().target().virtualServer());
    }

    @Test
    void whatIsRefusedInsideIsToldAsItIs() throws FormException {
        orders.obstacle = "the disk is full";
        assertEquals(OrderReport.refused("the disk is full"), take(Verb.DRAIN, WEB));
    }

    @Test
    void nodeIsPutIntoMaintenanceAndBack() throws FormException {
        assertEquals(Outcome.DONE, take(Verb.NODE, "reason=kernel+upgrade").outcome());
        assertEquals(Outcome.DONE, take(Verb.NODE, "state=off").outcome());
        assertEquals(2, said.size());
        assertEquals(new MaintenanceSnapshot("root", NOW, "kernel upgrade"), said.get(0));
        assertEquals(null, said.get(1));
    }

    @Test
    void whatStandsInTheWayOfMaintenanceIsToldAndNothingElse() throws FormException {
        obstacle = "the disk is full";
        assertEquals(OrderReport.refused("the disk is full"), take(Verb.NODE, ""));
    }

    @Test
    void wordsThatMeanNothingChangeNothingOfTheNode() {
        for (String words : new String[] {"state=maybe", "on=true", "reason=a%0Ab"}) {
            assertThrows(FormException.class, () -> take(Verb.NODE, words));
        }
        assertEquals(List.of(), said);
    }

    private OrderReport take(Verb verb, String words) throws FormException {
        return desk.take(verb, Form.read("", words), ROOT);
    }
}
