package dev.lvsd.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.net.Endpoint;
import dev.lvsd.net.Family;
import dev.lvsd.net.IpAddress;
import org.junit.jupiter.api.Test;

class NotRunLogTest {
    private static final CheckId CHECK = new CheckId(
            new VirtualServerKey.Fwmark(Family.IPV4, 7), new Endpoint(IpAddress.of("192.0.2.11"), 80), 0);

    @Test
    void saysTheFirstAtOnceAndTheOthersOnceAMinute() {
        NotRunLog log = new NotRunLog();
        assertEquals(
                "check 1 of real server 192.0.2.11:80 in FWM 7 could not run, its health stays as it was: no port",
                log.line(CHECK, "no port", -5));
        for (int i = 0; i < 1000; i++) {
            assertNull(log.line(CHECK, "no port", i));
        }
        assertEquals(
                "check 1 of real server 192.0.2.11:80 in FWM 7 could not run, its health stays as it was: no port"
                        + "; nor could 1000 others since the last message",
                log.line(CHECK, "no port", NotRunLog.INTERVAL.toNanos()));
        assertNull(log.line(CHECK, "no port", NotRunLog.INTERVAL.toNanos() + 1));
    }
}
