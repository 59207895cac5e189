package dev.lvsd.ipvs.reconciler;

import static dev.lvsd.pool.Samples.RS1;
import static dev.lvsd.pool.Samples.RS2;
import static dev.lvsd.pool.Samples.WEB;
import static dev.lvsd.pool.Samples.WLC;
import static dev.lvsd.pool.Samples.dr;
import static dev.lvsd.pool.Samples.endpoint;
import static dev.lvsd.pool.Samples.entry;
import static dev.lvsd.pool.Samples.realServer;
import static dev.lvsd.pool.Samples.web;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.check.Health;
import dev.lvsd.config.VirtualServer;
import dev.lvsd.ipvs.Faults;
import dev.lvsd.ipvs.FaultyKernel;
import dev.lvsd.ipvs.Step;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.ipvs.VirtualServerOptions;
import dev.lvsd.linux.Errno;
import dev.lvsd.net.Family;
import dev.lvsd.net.Protocol;
import dev.lvsd.netlink.NetlinkAbi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// One fault at a time between lvsd and the kernel: the table becomes right in few rounds, with few requests, and the
/// log says it once.
class FaultsTest {
    private static final VirtualServer TWO = web(realServer(RS1, 100, 1), realServer(RS2, 100, 1));
    /// A read of one virtual server with its real servers, and a batch for it.
    private static final int REQUESTS_OF_A_ROUND = 8;

    private final FaultyKernel kernel = new FaultyKernel();
    private final Rig rig = new Rig(kernel, TWO);
    private final LoggedLines log = new LoggedLines(Reconciler.class);

    @BeforeEach
    void listen() {
        log.begin();
    }

    @AfterEach
    void stopListening() {
        log.end();
    }

    /// A fault that happens a number of times.
    private abstract static class Times implements Faults {
        private int left;

        Times(int times) {
            left = times;
        }

        boolean strikes() {
            return left-- > 0;
        }
    }

    private static Faults failingSend(Errno errno, int times) {
        return new Times(times) {
            @Override
            public @Nullable Errno onSend() {
                return strikes() ? errno : null;
            }
        };
    }

    private static Faults failingReceive(Errno errno, int times) {
        return new Times(times) {
            @Override
            public @Nullable Errno onReceive() {
                return strikes() ? errno : null;
            }
        };
    }

    private static Faults answers(int times, Answer instead) {
        return new Times(times) {
            @Override
            public List<byte[]> onAnswer(byte[] answer) {
                return strikes() ? instead.of(answer) : List.of(answer);
            }
        };
    }

    /// What comes in place of an answer.
    private interface Answer {
        List<byte[]> of(byte[] answer);
    }

    static Stream<Errno> errorsOfTheSocket() {
        return Stream.of(Errno.ENOBUFS, Errno.EAGAIN, Errno.EBUSY, Errno.ENOMEM, Errno.EPERM);
    }

    @ParameterizedTest
    @MethodSource("errorsOfTheSocket")
    void tableBecomesRightAfterEveryErrorOfSend(Errno errno) {
        kernel.faults(failingSend(errno, 25));
        rightAfter(25);
    }

    @ParameterizedTest
    @MethodSource("errorsOfTheSocket")
    void tableBecomesRightAfterEveryErrorOfReceive(Errno errno) {
        kernel.faults(failingReceive(errno, 25));
        rightAfter(25);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    void lostAnswerCostsATimeoutAndNoMore(int which) {
        List<byte[]> seen = new ArrayList<>();
        kernel.faults(answers(which, answer -> {
            seen.add(answer);
            return seen.size() == which ? List.of() : List.of(answer);
        }));
        assertTrue(rig.roundsUntilRight(3) <= 2);
        assertTrue(kernel.nowNanos() <= Duration.ofSeconds(12).toNanos(), "at " + kernel.nowNanos());
    }

    @Test
    void answersTwiceAndInWrongOrderAndOfOtherRequestsMislead() {
        List<byte[]> held = new ArrayList<>();
        kernel.faults(answers(1000, answer -> {
            List<byte[]> given = new ArrayList<>(List.of(
                    FaultyKernel.message(NetlinkAbi.NLMSG_ERROR, 0x7fffffff, -Errno.EPERM.number()), answer, answer));
            held.add(answer);
            given.addAll(held.subList(0, Math.max(0, held.size() - 4)));
            return given;
        }));
        assertEquals(1, rig.roundsUntilRight(1));
        assertEquals(0, rig.reconciler().status().totals().errors());
    }

    @Test
    void refusalThatComesBehindTheAcknowledgementOfTheBatchIsHeard() {
        rig.roundsUntilRight(1);
        kernel.table().apply(new Step.DeleteRealServer(WEB, RS1));
        List<byte[]> held = new ArrayList<>();
        kernel.faults(answers(1000, answer -> {
            held.add(answer);
            return held.size() == 1 ? List.of() : List.of(answer, held.getFirst());
        }));
        rig.reconciler().report(WEB, RS1, 0, Health.DOWN);
        rig.reconciler().report(WEB, RS2, 0, Health.DOWN);
        rig.turn();
        assertEquals(Map.of(), Objects.requireNonNull(kernel.table().entry(WEB)).realServers());
        assertTrue(rig.untilNextRead().compareTo(Duration.ofSeconds(1)) <= 0, "the table is not as believed");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 15, 16, 19, 30})
    void truncatedAnswersAreErrorsAndNothingElse(int length) {
        kernel.faults(answers(4, answer -> List.of(Arrays.copyOf(answer, Math.min(length, answer.length)))));
        rightAfter(4);
    }

    @Test
    void queueTooSmallForTheAnswersOfABatchIsReadAgain() {
        kernel.receiveBuffer(3 * 2048);
        kernel.faults(new Faults() {
            @Override
            public @Nullable Errno onChange(Step step) {
                return kernel.changes().size() < 60 ? Errno.ENOMEM : null;
            }
        });
        VirtualServer many = web(Stream.iterate(1, i -> i <= 40, i -> i + 1)
                .map(i -> realServer(endpoint("10.9.1." + i + ":80"), 1, 0))
                .toArray(dev.lvsd.config.RealServer[]::new));
        rig.nextRound();
        CompletableFuture<Void> followed = rig.reload(List.of(many));
        assertTrue(rig.roundsUntilRight(6) <= 6);
        assertTrue(followed.isDone());
    }

    @Test
    void interruptedDumpIsReadAgainAndCounted() {
        rig.roundsUntilRight(1);
        kernel.faults(interrupted(3));
        rig.nextRound();
        assertEquals(3, rig.reconciler().status().others().repeats());
        assertEquals(0, rig.reconciler().status().totals().errors());
    }

    @Test
    void dumpThatIsAlwaysInterruptedIsUsedForNothingButHealthStillReachesTheTable() {
        rig.roundsUntilRight(1);
        kernel.faults(interrupted(Integer.MAX_VALUE));
        for (int i = 0; i < 20; i++) {
            long before = kernel.requests();
            rig.nextRound();
            assertEquals(10, kernel.requests() - before, "tries in a round");
            assertEquals(Duration.ofSeconds(1), rig.untilNextRead());
        }
        rig.reconciler().report(WEB, RS1, 0, Health.DOWN);
        rig.nextRound();
        assertEquals(entry(Map.of(RS2, dr(100))), kernel.table().entry(WEB));
        assertEquals(1, log.count("it changed while it was read"));
        assertEquals(21, rig.reconciler().status().totals().errors());
    }

    @Test
    void reloadThatCannotReadIsNotTriedWithEveryReport() {
        rig.roundsUntilRight(1);
        kernel.faults(failingSend(Errno.ENOBUFS, Integer.MAX_VALUE));
        VirtualServerKey other = new VirtualServerKey.Fwmark(Family.IPV4, 7);
        CompletableFuture<Void> followed = rig.reload(List.of(TWO, new VirtualServer(other, WLC, List.of())));
        long[] sends = {0};
        kernel.faults(new Faults() {
            @Override
            public Errno onSend() {
                sends[0]++;
                return Errno.ENOBUFS;
            }
        });
        for (int i = 0; i < 1000; i++) {
            rig.reconciler().report(WEB, RS1, 0, i % 2 == 0 ? Health.DOWN : Health.UP);
            rig.turn();
        }
        assertTrue(sends[0] <= 10, sends[0] + " tries");
        kernel.faults(Faults.NONE);
        assertEquals(1, rig.roundsUntilRight(1));
        assertNotNull(kernel.table().entry(other));
        assertTrue(followed.isDone());
    }

    @Test
    void failingBatchesDoNotKeepTheReadAway() {
        rig.roundsUntilRight(1);
        long due = rig.reconciler().nextRead();
        kernel.faults(failingSend(Errno.ENOMEM, Integer.MAX_VALUE));
        for (int i = 0; i < 100; i++) {
            rig.reconciler().report(WEB, RS1, 0, i % 2 == 0 ? Health.DOWN : Health.UP);
            rig.turn();
            assertTrue(rig.reconciler().nextRead() <= due, "it is put off");
        }
        assertTrue(log.count("cannot change the IPVS table") == 1, "told once");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void moduleThatIsTakenOutIsNamedAndTheTableFilledWhenItIsBack(boolean comesBack) {
        rig.roundsUntilRight(1);
        assertTrue(kernel.unload(comesBack));
        if (!comesBack) {
            for (int i = 0; i < 30; i++) {
                rig.reconciler().report(WEB, RS1, 0, i % 2 == 0 ? Health.DOWN : Health.UP);
                rig.nextRound();
            }
            assertEquals(1, log.count("this kernel has no IPVS any more"));
            assertEquals(0, log.count("no module ip_vs_wlc"), "a scheduler is not what is missing");
            kernel.loadable();
        }
        assertTrue(rig.roundsUntilRight(2) <= 2);
    }

    @Test
    void moduleTakenOutBetweenReadAndBatchIsNoRefusal() {
        rig.roundsUntilRight(1);
        assertTrue(kernel.unload(true));
        rig.reconciler().report(WEB, RS1, 0, Health.DOWN);
        rig.turn();
        assertEquals(1, log.count("was taken out of the kernel and loaded again"));
        assertEquals(0, log.count("refused"));
        assertEquals(1, rig.roundsUntilRight(1));
    }

    @Test
    void lackOfPrivilegeIsToldOnceAndTriedAgainWithEveryRead() {
        kernel.faults(new Faults() {
            @Override
            public @Nullable Errno onChange(Step step) {
                return Errno.EPERM;
            }
        });
        for (int i = 0; i < 50; i++) {
            long before = kernel.requests();
            rig.nextRound();
            assertTrue(kernel.requests() - before <= REQUESTS_OF_A_ROUND);
        }
        assertEquals(3, log.count("refused: "), "once for each step");
        assertEquals(150, rig.reconciler().status().totals().errors());
        kernel.faults(Faults.NONE);
        assertEquals(1, rig.roundsUntilRight(1));
    }

    @Test
    void virtualServerThatVanishesBetweenItsDumpAndThatOfItsRealServersIsNotHalfThere() {
        rig.roundsUntilRight(1);
        kernel.faults(new Faults() {
            private int parts;

            @Override
            public void meanwhile(FaultyKernel other) {
                if (++parts == 4) {
                    other.table().apply(new Step.DeleteVirtualServer(WEB));
                }
            }
        });
        rig.nextRound();
        assertEquals(List.of(), rig.differences(), "put back in the same round");
        assertEquals(0, rig.reconciler().status().totals().errors());
        assertEquals(3, rig.reconciler().status().totals().drift());
    }

    @Test
    void entryThatADumpLeavesOutBecauseAnotherIsDeletedMeanwhileIsNotTakenForRemoved() {
        List<VirtualServer> four = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            VirtualServerKey key = new VirtualServerKey.Address(Protocol.TCP, endpoint("10.9.0.100:" + i));
            four.add(new VirtualServer(key, WLC, List.of()));
        }
        VirtualServerKey theirs = new VirtualServerKey.Fwmark(Family.IPV4, 7);
        kernel.table().apply(new Step.AddVirtualServer(theirs, VirtualServerOptions.of("rr", Family.IPV4)));
        rig.nextRound();
        CompletableFuture<Void> followed = rig.reload(four);
        rig.roundsUntilRight(2);
        assertTrue(followed.isDone());
        long before = kernel.changes().size();
        kernel.faults(new Faults() {
            private int parts;

            @Override
            public void meanwhile(FaultyKernel other) {
                if (++parts == 3) {
                    other.table().apply(new Step.DeleteVirtualServer(theirs));
                }
            }
        });
        rig.nextRound();
        assertEquals(List.of(), kernel.changes().subList((int) before, kernel.changes().size()));
        assertEquals(0, rig.reconciler().status().totals().drift());
    }

    private static Faults interrupted(int times) {
        return new Times(times) {
            @Override
            public int dumpFlags() {
                return strikes() ? NetlinkAbi.NLM_F_DUMP_INTR : 0;
            }
        };
    }

    /// The table becomes right within as many rounds as there are faults, and two; no round sends much.
    private void rightAfter(int faults) {
        int rounds = 0;
        while (!rig.differences().isEmpty()) {
            long before = kernel.requests();
            rig.nextRound();
            assertTrue(kernel.requests() - before <= 10 + REQUESTS_OF_A_ROUND, "requests in a round");
            assertTrue(++rounds <= faults + 2, "rounds");
            assertTrue(rig.untilNextRead().isPositive(), "a round without a pause");
        }
        assertTrue(log.lines() <= 12, () -> "too much is told: " + log);
        long batches = rig.reconciler().status().totals().batches();
        rig.nextRound();
        rig.nextRound();
        assertEquals(batches, rig.reconciler().status().totals().batches(), "it stays right");
    }
}
