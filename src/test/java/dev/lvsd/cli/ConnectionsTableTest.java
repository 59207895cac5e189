package dev.lvsd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lvsd.control.ConnectionsSnapshot;
import dev.lvsd.control.ExampleSnapshot;
import dev.lvsd.ipvs.connections.CountBy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ConnectionsTableTest {
    @Test
    void columnsAreIpvsadms() {
        assertEquals("""
                pro expire state       source             virtual            destination
                TCP 14:59  ESTABLISHED 192.0.2.10:55540   192.0.2.113:80     192.0.2.87:80
                TCP 70:42  NONE        192.0.2.0:0        192.0.2.113:80     192.0.2.87:80
                """, ConnectionsTable.render(ExampleSnapshot.connections(), null));
    }

    @Test
    void longAddressesWidenTheirColumnsAndAnEngineAddsTwo() {
        ConnectionsSnapshot.One six = new ConnectionsSnapshot.One(
                "UDP", 600, "NONE", true, "[2001:db8:1:2:3:4:5:6]:0", "[2001:db8::113]:5060", "[2001:db8::87]:5060",
                "sip", "1a2b3c@phone");
        assertEquals(
                "pro expire state       source                   virtual              destination         "
                        + "pe       pe data\n"
                        + "UDP 10:00  NONE        [2001:db8:1:2:3:4:5:6]:0 [2001:db8::113]:5060 [2001:db8::87]:5060 "
                        + "sip      1a2b3c@phone\n",
                ConnectionsTable.render(answer(true, 1, 0, List.of(six), List.of(), 0), null));
    }

    @Test
    void whatIsLeftOutIsSaid() {
        assertEquals("""
                pro expire state       source             virtual            destination
                a note
                0 of 7 are shown; --limit N shows more
                the list is longer: reading ended after 10 s and 1000 connections
                3 lines of the kernel's list are of a form that lvsd does not know
                """, ConnectionsTable.render(answer(false, 7, 3, List.of(), List.of(), 0), null));
    }

    @Test
    void countsComeWithWhatWasCounted() {
        assertEquals("""
                client     connections
                192.0.2.10          12
                192.0.2.9            3
                a note
                2 of 9 are shown; --limit N shows more
                """, ConnectionsTable.render(
                        answer(true, 20, 0, List.of(), List.of(
                                new ConnectionsSnapshot.Group("192.0.2.10", 12),
                                new ConnectionsSnapshot.Group("192.0.2.9", 3)), 9),
                        CountBy.CLIENT));
    }

    private static ConnectionsSnapshot answer(
            boolean complete, long matched, long malformed, List<ConnectionsSnapshot.One> connections,
            List<ConnectionsSnapshot.Group> groups, int groupCount) {
        return new ConnectionsSnapshot(
                Directors.AT, null, complete, 1000, matched, malformed, Duration.ofMillis(10_200), connections, groups,
                groupCount, 0, complete && groups.isEmpty() ? List.of() : List.of("a note"));
    }
}
