package dev.lvsd.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.config.CheckSpec;
import dev.lvsd.config.CheckTiming;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.net.Endpoint;
import dev.lvsd.net.IpAddress;
import dev.lvsd.net.Protocol;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduledCheckTest {
    private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");
    private static final Endpoint TARGET = new Endpoint(IpAddress.of("192.0.2.11"), 80);

    private final VirtualLoop time = new VirtualLoop();
    private final Deque<ProbeContext> started = new ArrayDeque<>();
    private final List<String> results = new ArrayList<>();
    private int released;

    @Test
    void firstCheckStartsOneSecondAndAShareOfWarmupAfterTheStart() {
        ScheduledCheck check = check();
        check.start(0.5, FirstRound.KEEPALIVED);
        assertEquals(EPOCH.plusMillis(3000), check.status().nextAt());
        time.advanceMillis(2999);
        assertEquals(0, started.size());
        time.advanceMillis(1);
        assertEquals(1, started.size());
    }

    @Test
    void delayLoopCountsFromTheEndOfACheck() {
        ScheduledCheck check = check();
        check.start(0, FirstRound.KEEPALIVED);
        time.advanceMillis(1000);
        time.advanceMillis(500);
        started.remove().passed();
        assertEquals(List.of("1500 passed UP"), results);
        time.advanceMillis(5999);
        assertEquals(0, started.size());
        time.advanceMillis(1);
        assertEquals(1, started.size());
    }

    @Test
    void checkIsFailedAtItsTimeLimitAndReleasesItsSockets() {
        ScheduledCheck check = check();
        check.start(0, FirstRound.KEEPALIVED);
        time.advanceMillis(1000);
        assertEquals(0, released);
        time.advanceMillis(3000);
        assertEquals(List.of("4000 no answer within 3 s null"), results);
        assertEquals(1, released);
        assertEquals(1, check.status().retriesUsed());
    }

    @Test
    void onlyTheFirstVerdictCounts() {
        check().start(0, FirstRound.KEEPALIVED);
        time.advanceMillis(1000);
        ProbeContext context = started.remove();
        context.failed("connection refused");
        context.passed();
        context.notRun("late");
        time.advanceMillis(500);
        assertEquals(List.of("1000 connection refused null"), results);
        assertEquals(1, released);
        context.onEnd(() -> released++);
        assertEquals(2, released);
    }

    @Test
    void verdictAfterTheTimeLimitIsIgnored() {
        check().start(0, FirstRound.KEEPALIVED);
        time.advanceMillis(4000);
        started.remove().passed();
        assertEquals(1, results.size());
    }

    @Test
    void failuresAreRetriedAndThenTakeTheRealServerDown() {
        ScheduledCheck check = check();
        check.start(0, FirstRound.KEEPALIVED);
        time.advanceMillis(1000);
        started.remove().failed("connection refused");
        time.advanceMillis(1000);
        started.remove().failed("no route to host");
        assertEquals(List.of("1000 connection refused null", "2000 no route to host DOWN"), results);
        assertEquals(Health.DOWN, check.status().state());
        assertEquals(EPOCH.plusMillis(2000), check.status().since());
        assertEquals(EPOCH.plusMillis(8000), check.status().nextAt());
        assertEquals(new CheckCounters(0, 2, 0, 1), check.status().counters());
    }

    @Test
    void aDefectOfAProbeSaysNothingAboutTheRealServer() {
        Probe broken = probe(_ -> {
            throw new IllegalStateException("broken");
        });
        ScheduledCheck check = check(broken);
        check.start(0, FirstRound.KEEPALIVED);
        time.advanceMillis(1000);
        assertInstanceOf(CheckResult.NotRun.class, check.status().last());
        assertEquals(Health.UNKNOWN, check.status().state());
        time.advanceMillis(1000);
        assertEquals(2, check.status().counters().notRun());
    }

    @Test
    void stopReleasesARunningCheckAndStartsNoOther() {
        ScheduledCheck check = check();
        check.start(0, FirstRound.KEEPALIVED);
        time.advanceMillis(1000);
        check.stop();
        assertEquals(1, released);
        started.remove().passed();
        time.advanceMillis(60_000);
        assertEquals(0, started.size());
        assertTrue(results.isEmpty());
        assertNull(check.status().nextAt());
    }

    @Test
    void startsFallOnTheGrid() {
        List<Long> starts = new ArrayList<>();
        ScheduledCheck check = check(probe(context -> {
            starts.add(time.nowMillis());
            context.passed();
        }));
        time.advanceMillis(3);
        check.start(0, FirstRound.KEEPALIVED);
        time.advanceMillis(8000);
        assertEquals(List.of(1005L, 7005L), starts);
    }

    private ScheduledCheck check() {
        return check(probe(context -> {
            context.onEnd(() -> released++);
            started.add(context);
        }));
    }

    private ScheduledCheck check(Probe probe) {
        CheckTiming timing = new CheckTiming(
                Duration.ofSeconds(6), Duration.ofSeconds(3), 1, Duration.ofSeconds(1), Duration.ofSeconds(4));
        VirtualServerKey key = new VirtualServerKey.Address(Protocol.TCP, TARGET);
        return new ScheduledCheck(
                new CheckId(key, TARGET, 0),
                new CheckSpec.Tcp(TARGET, timing),
                probe,
                time.loop(),
                () -> EPOCH.plusMillis(time.nowMillis()),
                (_, result, transition, _) -> results.add(time.nowMillis() + " " + result.text() + " "
                        + (transition == null ? null : transition.to())));
    }

    private interface Start {
        void start(ProbeContext context);
    }

    private static Probe probe(Start start) {
        return new Probe() {
            @Override
            public Duration timeLimit() {
                return Duration.ofSeconds(3);
            }

            @Override
            public void start(ProbeContext context) {
                start.start(context);
            }
        };
    }
}
