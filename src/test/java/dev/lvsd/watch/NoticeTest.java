package dev.lvsd.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class NoticeTest {
    @Test
    void noticesAreWordedAsTheManualSays() {
        assertEquals("READY=1", new Notice.Ready().text());
        assertEquals("RELOADING=1\nMONOTONIC_USEC=17", new Notice.Reloading(17).text());
        assertEquals("STOPPING=1", new Notice.Stopping().text());
        assertEquals("WATCHDOG=1", new Notice.Alive().text());
    }

    @Test
    void statusStaysOneLineSoThatItBringsNoOtherNotice() {
        assertEquals("STATUS=a READY=1", new Notice.Status("a\nREADY=1").text());
    }

    @Test
    void watchdogIsForTheProcessThatItNames() {
        Map<String, String> environment =
                Map.of("NOTIFY_SOCKET", "@x", "WATCHDOG_USEC", "20000000", "WATCHDOG_PID", "7");
        assertEquals(new Supervisor("@x", Duration.ofSeconds(20)), Supervisor.of(environment, 7));
        assertEquals(new Supervisor("@x", null), Supervisor.of(environment, 8));
    }

    @Test
    void withoutAManagerNobodyIsToldAnything() {
        assertEquals(new Supervisor("", null), Supervisor.of(Map.of(), 7));
        assertNull(Supervisor.of(Map.of("WATCHDOG_USEC", "soon"), 7).watchdog());
        assertNull(Supervisor.of(Map.of("WATCHDOG_USEC", "9223372036854775807"), 7).watchdog());
    }
}
