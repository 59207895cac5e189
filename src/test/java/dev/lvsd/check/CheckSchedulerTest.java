package dev.lvsd.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.config.CheckTiming;
import dev.lvsd.config.RealServer;
import dev.lvsd.config.VirtualServer;
import dev.lvsd.net.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CheckSchedulerTest {
    private static final CheckTiming TIMING = Checked.timing(Duration.ofMillis(200), Duration.ofSeconds(2), 1);

    private final LoopbackServers servers = new LoopbackServers();
    private final Queue<String> changes = new ConcurrentLinkedQueue<>();
    private final CheckScheduler scheduler = new CheckScheduler(
            (id, state, result) -> changes.add(id.realServer() + " " + state + " " + result.text()),
            InstantSource.system(),
            new Random(1));

    @AfterEach
    void stop() throws Exception {
        scheduler.stop();
        servers.close();
    }

    @Test
    void realServerGoesDownWithItsPortAndComesBackWithIt() throws Exception {
        Endpoint endpoint = servers.open("127.0.0.1");
        start(TIMING, endpoint);
        awaitState(Health.UP);
        servers.close(endpoint);
        awaitState(Health.DOWN);
        servers.open(endpoint);
        Checked.await("three changes", () -> changes.size() == 3);
        assertEquals(
                List.of(endpoint + " UP passed", endpoint + " DOWN connection refused", endpoint + " UP passed"),
                List.copyOf(changes));
        assertEquals(3, status().counters().transitions());
    }

    @Test
    void ipv6IsCheckedToo() throws Exception {
        Endpoint open = servers.open("::1");
        Endpoint closed = servers.closed("::1");
        start(TIMING, open, closed);
        Checked.await("two results", () -> changes.size() == 2);
        assertEquals(List.of(Health.UP, Health.DOWN),
                scheduler.statuses().stream().map(CheckStatus::state).toList());
    }

    @Test
    void firstRoundIsOverWhenEveryCheckerHasItsResult() throws Exception {
        CheckTiming slow = Checked.timing(Duration.ofMillis(200), Duration.ofMillis(400), 0);
        start(slow, servers.open("127.0.0.1"), servers.silent());
        assertFalse(scheduler.firstRound().isDone());
        scheduler.firstRound().get(10, TimeUnit.SECONDS);
        assertTrue(scheduler.statuses().stream().allMatch(status -> status.last() != null));
    }

    @Test
    void firstRoundIsOverWithinReadyWaitThoughDelayLoopIsMuchLonger() throws Exception {
        CheckTiming hourly = new CheckTiming(
                Duration.ofHours(1), Duration.ofSeconds(2), 0, Duration.ofSeconds(1), null);
        CheckScheduler soon = new CheckScheduler(
                (_, _, _) -> {}, (_, _) -> {}, InstantSource.system(), new Random(1),
                FirstRound.within(Duration.ofSeconds(2)));
        List<Endpoint> targets = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            targets.add(servers.open("127.0.0.1"));
        }
        try {
            soon.start(List.of(Checked.virtualServer(80, hourly, targets)), 1);
            soon.firstRound().get(10, TimeUnit.SECONDS);
            assertTrue(soon.statuses().stream().allMatch(status -> status.counters().passed() == 1));
        } finally {
            soon.stop();
        }
    }

    @Test
    void firstRoundOfNothingIsOverAtOnce() {
        scheduler.start(List.of(), 1);
        assertTrue(scheduler.firstRound().isDone());
    }

    @Test
    void silenceIsFailureAtTheTimeLimit() throws Exception {
        start(Checked.timing(Duration.ofMillis(200), Duration.ofMillis(150), 0), servers.silent());
        awaitState(Health.DOWN);
        CheckResult last = status().last();
        CheckResult.Failed failed = assertInstanceOf(CheckResult.Failed.class, last);
        assertEquals("no answer within 0.15 s", failed.reason());
        assertTrue(failed.duration().toMillis() >= 150, () -> "after " + failed.duration());
    }

    @Test
    void thousandsOfChecksAreRightWithinTheirTimesAndLeakNothing() throws Exception {
        List<Endpoint> targets = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            targets.add(servers.open("127.0.0.1"));
            targets.add(servers.closed("127.0.0.1"));
        }
        long descriptorsBefore = openDescriptors();
        CheckTiming timing = new CheckTiming(
                Duration.ofMillis(500), Duration.ofSeconds(2), 1, Duration.ofMillis(100), Duration.ofMillis(500));
        List<VirtualServer> virtualServers = new ArrayList<>();
        for (int port = 1; port <= 20; port++) {
            virtualServers.add(Checked.virtualServer(port, timing, targets));
        }
        scheduler.start(virtualServers, 2);
        Checked.await("four checks of each", () -> scheduler.statuses().stream()
                .allMatch(status -> status.counters().attempts() >= 4));
        scheduler.stop();
        assertEquals(2000, scheduler.statuses().size());
        Checked.await("all changes told", () -> changes.size() == 2000);
        for (CheckStatus status : scheduler.statuses()) {
            boolean open = targets.indexOf(status.target()) % 2 == 0;
            assertEquals(open ? Health.UP : Health.DOWN, status.state(), status::toString);
            assertEquals(1, status.counters().transitions(), status::toString);
            assertEquals(0, status.counters().notRun(), status::toString);
            assertEquals(0, open ? status.counters().failed() : status.counters().passed(), status::toString);
        }
        Checked.await("descriptors closed", () -> openDescriptors() <= descriptorsBefore);
    }

    @Test
    void stopEndsRunningChecksQuietly() throws Exception {
        start(TIMING, servers.silent());
        Endpoint target = status().target();
        Checked.await("a SYN on its way", () -> connecting(target));
        scheduler.stop();
        Checked.await("no SYN on its way", () -> !connecting(target));
        assertTrue(changes.isEmpty());
        assertNull(status().nextAt());
        assertNull(status().last());
        scheduler.stop();
    }

    @Test
    void reloadLeavesAnEqualCheckAloneAndEndsTheOthers() throws Exception {
        Endpoint stays = servers.open("127.0.0.1");
        Endpoint goes = servers.open("127.0.0.1");
        Endpoint comes = servers.closed("127.0.0.1");
        CheckTiming slow = Checked.timing(Duration.ofSeconds(60), Duration.ofSeconds(2), 0);
        start(slow, stays, goes);
        Checked.await("two results", () -> changes.size() == 2);
        CheckStatus before = status();
        reload(slow, stays, comes);
        Checked.await("a result of the new one", () -> changes.size() == 3);
        assertEquals(List.of(stays, comes), scheduler.statuses().stream().map(CheckStatus::target).toList());
        assertEquals(before, status());
        assertEquals(1, status().counters().attempts());
    }

    @Test
    void reloadWithAnotherTimingKeepsHealthAndCountersAndIsQuicker() throws Exception {
        Endpoint target = servers.open("127.0.0.1");
        start(Checked.timing(Duration.ofSeconds(60), Duration.ofSeconds(2), 0), target);
        awaitState(Health.UP);
        reload(TIMING, target);
        Checked.await("further checks", () -> status().counters().attempts() >= 3);
        assertEquals(1, status().counters().transitions());
        assertEquals(List.of(target + " UP passed"), List.copyOf(changes));
    }

    @Test
    void reloadMayBringTheFirstCheckAndTakeTheLast() throws Exception {
        scheduler.start(List.of(Checked.virtualServer(80, TIMING, List.of())), 1);
        Endpoint target = servers.open("127.0.0.1");
        reload(TIMING, target);
        awaitState(Health.UP);
        reload(TIMING);
        assertEquals(List.of(), scheduler.statuses());
    }

    @Test
    void realServersWithoutChecksNeedNoLoops() {
        VirtualServer checked = Checked.virtualServer(80, TIMING, List.of());
        scheduler.start(List.of(checked), 1);
        assertEquals(List.of(), scheduler.statuses());
    }

    @Test
    void statusesFollowTheOrderOfTheConfiguration() throws Exception {
        VirtualServer first = Checked.virtualServer(80, TIMING, List.of(servers.closed("127.0.0.1")));
        VirtualServer second = Checked.virtualServer(81, TIMING, List.of(servers.closed("127.0.0.1")));
        RealServer twice = new RealServer(
                first.realServers().getFirst().endpoint(),
                first.realServers().getFirst().options(),
                List.of(first.realServers().getFirst().checks().getFirst(),
                        second.realServers().getFirst().checks().getFirst()));
        scheduler.start(List.of(second, new VirtualServer(first.key(), first.options(), List.of(twice))), 2);
        assertEquals(
                List.of(
                        new CheckId(second.key(), second.realServers().getFirst().endpoint(), 0),
                        new CheckId(first.key(), twice.endpoint(), 0),
                        new CheckId(first.key(), twice.endpoint(), 1)),
                scheduler.statuses().stream().map(CheckStatus::id).toList());
    }

    private void start(CheckTiming timing, Endpoint... targets) {
        scheduler.start(List.of(Checked.virtualServer(80, timing, List.of(targets))), 1);
    }

    private void reload(CheckTiming timing, Endpoint... targets) {
        List<VirtualServer> next = List.of(Checked.virtualServer(80, timing, List.of(targets)));
        scheduler.retire(next);
        scheduler.enroll(next);
    }

    private CheckStatus status() {
        return scheduler.statuses().getFirst();
    }

    private void awaitState(Health state) throws InterruptedException {
        Checked.await("state " + state, () -> status().state() == state);
    }

    private static long openDescriptors() {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.count();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// Whether the kernel has a socket in SYN-SENT (state 02 of proc_net_tcp) towards a port.
    private static boolean connecting(Endpoint target) {
        try {
            String remote = String.format("0100007F:%04X 02 ", target.port());
            return Files.readAllLines(Path.of("/proc/self/net/tcp")).stream().anyMatch(line -> line.contains(remote));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
