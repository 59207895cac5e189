package dev.lvsd.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.lvsd.config.CheckSpec;
import dev.lvsd.config.VirtualServer;
import dev.lvsd.net.Endpoint;
import dev.lvsd.net.IpAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthLogTest {
    private static final Endpoint TARGET = new Endpoint(IpAddress.of("192.0.2.11"), 80);

    private final VirtualLoop time = new VirtualLoop();
    private final ListAppender<ILoggingEvent> written = new ListAppender<>();
    private final HealthLog log = new HealthLog(logger(written));

    @Test
    void everyChangeOfAFewIsTold() {
        go(1, Health.DOWN, 2);
        go(1, Health.UP, 2);
        time.advanceMillis(5000);
        assertEquals(4, written.list.size());
        assertTrue(
                lines().getFirst().endsWith(": down: connection refused (TCP_CHECK 192.0.2.11:80)"), lines()::toString);
        assertTrue(lines().getLast().endsWith(": up again (TCP_CHECK 192.0.2.11:80)"), lines()::toString);
    }

    @Test
    void thousandsOfRealServersThatGoDownAtOnceAreTwentyLinesAndTheirNumber() {
        go(1, Health.DOWN, 5000);
        assertEquals(20, written.list.size());
        time.advanceMillis(1000);
        assertEquals(21, written.list.size());
        assertEquals("and 4980 more checks went down, 0 came up again, in TCP 198.51.100.1:1:"
                + " lvsctl services shows them", lines().getLast());
        assertEquals(Level.WARN, written.list.getLast().getLevel());
    }

    @Test
    void aFullLogOfOneVirtualServerLeavesRoomForOthersAndForWhatComesUp() {
        go(1, Health.DOWN, 50);
        go(2, Health.DOWN, 5);
        go(1, Health.UP, 5);
        assertEquals(30, written.list.size());
    }

    @Test
    void manyVirtualServersAreAHundredLinesASecondAndNothingIsLost() {
        for (int second = 0; second < 2; second++) {
            for (int port = 1; port <= 4000; port++) {
                go(port, second == 0 ? Health.DOWN : Health.UP, 5);
            }
            time.advanceMillis(1001);
        }
        assertEquals(202, written.list.size());
        assertEquals("and 19900 more checks went down, 0 came up again, in 3980 virtual servers:"
                + " lvsctl services shows them", lines().get(100));
        assertEquals("and 0 more checks went down, 19900 came up again, in 3980 virtual servers:"
                + " lvsctl services shows them", lines().get(201));
    }

    @Test
    void atTheEndTheRestIsToldAtOnce() {
        go(1, Health.DOWN, 21);
        log.rest();
        assertEquals(21, written.list.size());
        time.advanceMillis(2000);
        assertEquals(21, written.list.size());
    }

    /// Lets checks of the virtual server with a port change their health.
    private void go(int port, Health to, int checks) {
        VirtualServer virtualServer = Checked.virtualServer(
                port, Checked.timing(Duration.ofSeconds(1), Duration.ofSeconds(1), 0), List.of(TARGET));
        CheckSpec spec = virtualServer.realServers().getFirst().checks().getFirst();
        CheckStatus status = CheckStatus.initial(new CheckId(virtualServer.key(), TARGET, 0), spec);
        CheckResult result = to == Health.DOWN
                ? new CheckResult.Failed("connection refused", Duration.ZERO)
                : new CheckResult.Passed(Duration.ZERO);
        for (int i = 0; i < checks; i++) {
            log.tell(status, result, new Transition(to == Health.DOWN ? Health.UP : Health.DOWN, to), time.loop());
        }
    }

    private List<String> lines() {
        return written.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private static Logger logger(ListAppender<ILoggingEvent> appender) {
        Logger logger = new LoggerContext().getLogger("health");
        appender.start();
        logger.addAppender(appender);
        return logger;
    }
}
