package dev.lvsd.ipvs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WholeTrafficTest {
    @Test
    void totalsAndRatesAreRead() {
        String file = """
                   Total Incoming Outgoing         Incoming         Outgoing
                   Conns  Packets  Packets            Bytes            Bytes
                     1F4   1A2B3C        0 FFFFFFFFFFFFFFFF               10

                 Conns/s   Pkts/s   Pkts/s          Bytes/s          Bytes/s
                       A       14        0             3E8                1
                """;
        assertEquals(new TrafficCounters(500, 0x1a2b3c, 0, -1, 16, 10, 20, 0, 1000, 1), WholeTraffic.parse(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "1 2 3 4 5\n", "1 2 3 4\n1 2 3 4\n", "1 2 3 4 G\n1 2 3 4 5\n",
        "1 2 3 4 11112222333344445\n1 2 3 4 5\n", "1 2 3 4 5\n1 2 3 4 5\n1 2 3 4 5\n"})
    void anythingElseIsNothing(String text) {
        assertNull(WholeTraffic.parse(text));
    }
}
