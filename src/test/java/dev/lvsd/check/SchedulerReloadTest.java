package dev.lvsd.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.config.CheckTiming;
import dev.lvsd.config.VirtualServer;
import dev.lvsd.net.Endpoint;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a reload does to the checks that run, and to the first round of them.
class SchedulerReloadTest {
    private static final CheckTiming SLOW = Checked.timing(Duration.ofSeconds(60), Duration.ofMillis(600), 0);

    private final LoopbackServers servers = new LoopbackServers();
    private final CheckScheduler scheduler =
            new CheckScheduler((_, _, _) -> {}, InstantSource.system(), new Random(1));

    @AfterEach
    void stop() throws Exception {
        scheduler.stop();
        servers.close();
    }

    @Test
    void checkThatAsksTheSameIsAdoptedWithItsHealthWhereverItStandsInTheFile() throws Exception {
        Endpoint first = servers.open("127.0.0.1");
        Endpoint second = servers.closed("127.0.0.1");
        scheduler.start(List.of(server(80, first), server(81, second)), 1);
        scheduler.firstRound().get(10, TimeUnit.SECONDS);
        reload(server(81, second), server(80, first));
        assertEquals(List.of(Health.DOWN, Health.UP),
                scheduler.statuses().stream().map(CheckStatus::state).toList());
        assertTrue(scheduler.statuses().stream().allMatch(status -> status.counters().attempts() == 1));
    }

    @Test
    void sameTargetOfAnotherVirtualServerIsAnotherCheck() throws Exception {
        Endpoint target = servers.open("127.0.0.1");
        scheduler.start(List.of(server(80, target)), 1);
        scheduler.firstRound().get(10, TimeUnit.SECONDS);
        reload(server(81, target));
        assertEquals(Health.UNKNOWN, scheduler.statuses().getFirst().state());
        Checked.await("its own first result", () -> scheduler.statuses().getFirst().state() == Health.UP);
    }

    @Test
    void checksOfAReloadAfterTheFirstRoundDoNotBeginItAgain() throws Exception {
        scheduler.start(List.of(server(80, servers.open("127.0.0.1"))), 1);
        scheduler.firstRound().get(10, TimeUnit.SECONDS);
        reload(server(80, servers.silent()));
        assertTrue(scheduler.firstRound().isDone());
    }

    @Test
    void answersBeforeAnyReloadEndTheFirstRound() throws Exception {
        Endpoint quick = servers.open("127.0.0.1");
        Endpoint silent = servers.silent();
        scheduler.start(List.of(server(80, quick, silent)), 1);
        reload(server(80, quick, silent));
        assertFalse(scheduler.firstRound().isDone());
        scheduler.firstRound().get(10, TimeUnit.SECONDS);
        assertTrue(scheduler.statuses().stream().allMatch(status -> status.last() != null));
    }

    @Test
    void firstRoundWaitsForNoCheckThatAReloadTook() throws Exception {
        Endpoint quick = servers.open("127.0.0.1");
        scheduler.start(List.of(server(80, quick, servers.silent())), 1);
        reload(server(80, quick));
        scheduler.firstRound().get(10, TimeUnit.SECONDS);
    }

    @Test
    void firstRoundIsOverWhenAReloadTakesAllThatItWaitedFor() throws Exception {
        scheduler.start(List.of(server(80, servers.silent())), 1);
        reload(server(80));
        scheduler.firstRound().get(10, TimeUnit.SECONDS);
    }

    @Test
    void answersOfChecksThatAReloadBringsCountForNoOther() throws Exception {
        Endpoint quick = servers.open("127.0.0.1");
        Endpoint silent = servers.silent();
        scheduler.start(List.of(server(80, quick, silent)), 1);
        reload(server(80, quick, silent, servers.open("127.0.0.1")));
        scheduler.firstRound().get(10, TimeUnit.SECONDS);
        assertTrue(scheduler.statuses().stream().allMatch(status -> status.last() != null));
    }

    private static VirtualServer server(int port, Endpoint... targets) {
        return Checked.virtualServer(port, SLOW, List.of(targets));
    }

    private void reload(VirtualServer... next) {
        scheduler.retire(List.of(next));
        scheduler.enroll(List.of(next));
    }
}
