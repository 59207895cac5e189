package dev.lvsd.ipvs.reconciler;

import static dev.lvsd.pool.Samples.RS1;
import static dev.lvsd.pool.Samples.RS2;
import static dev.lvsd.pool.Samples.WEB;
import static dev.lvsd.pool.Samples.dr;
import static dev.lvsd.pool.Samples.realServer;
import static dev.lvsd.pool.Samples.web;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.check.Health;
import dev.lvsd.config.Foreign;
import dev.lvsd.config.VirtualServer;
import dev.lvsd.ipvs.IpvsadmSave;
import dev.lvsd.ipvs.Step;
import dev.lvsd.ipvs.TableException;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.ipvs.VirtualServerOptions;
import dev.lvsd.net.Family;
import dev.lvsd.pool.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TableQuestionsTest {
    private static final VirtualServerKey MARK = new VirtualServerKey.Fwmark(Family.IPV4, 7);
    private static final VirtualServer TWO = web(realServer(RS1, 100, 1), realServer(RS2, 100, 1));

    private final TroubledTable table = new TroubledTable();
    /// Reads once, at its start.
    private final Reconciler reconciler = new Reconciler(
            table, new Reconciler.Options(Duration.ofHours(1), Duration.ofHours(1)), new ReconcilerListener() {
                @Override
                public boolean owning(Set<VirtualServerKey> ours) {
                    return true;
                }

                @Override
                public void acknowledged() {}
            }, new Cores.Forgetful());

    @AfterEach
    void stop() throws InterruptedException {
        assertTrue(reconciler.stop(Reconciler.Ending.KEEP, Duration.ofSeconds(10)));
    }

    private <T> T ask(Inquiry<T> inquiry) throws Exception {
        return reconciler.ask(inquiry).get(10, TimeUnit.SECONDS);
    }

    private static List<String> lines(TableQuestions.Difference difference) {
        return difference.steps().stream().map(Step::toString).toList();
    }

    @Test
    void tableThatIsAsDesiredLeavesNothingToDo() throws Exception {
        reconciler.start(List.of(TWO), Set.of(), Cores.DELETE);
        reconciler.reload(List.of(TWO), Cores.DELETE).get(10, TimeUnit.SECONDS);
        assertEquals(List.of(), lines(ask(TableQuestions.now())));
        assertEquals(List.of(), lines(ask(TableQuestions.after(List.of(TWO), Foreign.KEEP))));
    }

    @Test
    void whatSomeoneElseHasJustChangedShowsAndAskingChangesNothing() throws Exception {
        reconciler.start(List.of(TWO), Set.of(), Cores.DELETE);
        reconciler.reload(List.of(TWO), Cores.DELETE).get(10, TimeUnit.SECONDS);
        table.apply(List.of(new Step.EditRealServer(WEB, RS1, dr(3)), new Step.DeleteRealServer(WEB, RS2)));
        List<String> wanted = List.of(
                "ipvsadm -a -t 10.9.0.100:80 -r 10.9.0.2:80 -g -w 100",
                "ipvsadm -e -t 10.9.0.100:80 -r 10.9.0.1:80 -g -w 100");
        assertEquals(wanted, lines(ask(TableQuestions.now())));
        assertEquals(wanted, lines(ask(TableQuestions.now())));
        assertEquals(0, reconciler.status().totals().drift());
    }

    @Test
    void refusedStepHasTheReasonOfTheTable() throws Exception {
        VirtualServer odd = new VirtualServer(
                MARK, VirtualServerOptions.of("nosuch", Family.IPV4), List.of(realServer(RS1, 1, 0)));
        reconciler.start(List.of(TWO), Set.of(), Cores.DELETE);
        reconciler.reload(List.of(TWO, odd), Cores.DELETE).get(10, TimeUnit.SECONDS);
        TableQuestions.Difference difference = ask(TableQuestions.now());
        assertEquals(2, difference.steps().size());
        assertEquals(
                Map.of(difference.steps().getFirst(),
                        "the kernel has no module ip_vs_nosuch (try: modprobe ip_vs_nosuch)"),
                difference.refused());
    }

    @Test
    void reloadIsAnsweredWithTheHealthThatIsKnown() throws Exception {
        reconciler.start(List.of(TWO), Set.of(), Cores.DELETE);
        reconciler.report(WEB, RS1, 0, Health.DOWN);
        while (IpvsadmSave.text(ask(TableQuestions.table(false))).contains(RS1.toString())) {
            Thread.onSpinWait();
        }
        VirtualServer heavier = web(realServer(RS1, 200, 1), realServer(RS2, 200, 1));
        VirtualServer other = new VirtualServer(MARK, Samples.WLC, List.of(realServer(RS1, 1, 0)));
        assertEquals(
                List.of(
                        "ipvsadm -A -f 7 -s wlc -p 600",
                        "ipvsadm -a -f 7 -r 10.9.0.1:80 -g -w 1",
                        "ipvsadm -e -t 10.9.0.100:80 -r 10.9.0.2:80 -g -w 200"),
                lines(ask(TableQuestions.after(List.of(heavier, other), Foreign.KEEP))));
        assertEquals(
                List.of("ipvsadm -A -f 7 -s wlc -p 600", "ipvsadm -a -f 7 -r 10.9.0.1:80 -g -w 1",
                        "ipvsadm -D -t 10.9.0.100:80"),
                lines(ask(TableQuestions.after(List.of(other), Foreign.KEEP))));
    }

    @Test
    void savedTableIsOursAndOnDemandThatOfOthersToo() throws Exception {
        table.apply(List.of(new Step.AddVirtualServer(MARK, Samples.WLC), new Step.AddRealServer(MARK, RS2, dr(9))));
        reconciler.start(List.of(web(realServer(RS1, 100, 0))), Set.of(), Cores.DELETE);
        reconciler.reload(List.of(web(realServer(RS1, 100, 0))), Cores.DELETE).get(10, TimeUnit.SECONDS);
        String ours = """
                -A -t 10.9.0.100:80 -s wlc -p 600
                -a -t 10.9.0.100:80 -r 10.9.0.1:80 -g -w 100
                """;
        assertEquals(ours, IpvsadmSave.text(ask(TableQuestions.table(false))));
        assertEquals(
                "-A -f 7 -s wlc -p 600\n-a -f 7 -r 10.9.0.2:80 -g -w 9\n" + ours,
                IpvsadmSave.text(ask(TableQuestions.table(true))));
    }

    @Test
    void virtualServersOfOthersShowWhereTheyWillBeRemoved() throws Exception {
        reconciler.start(List.of(TWO), Set.of(), Cores.DELETE);
        reconciler.reload(List.of(TWO), Cores.DELETE).get(10, TimeUnit.SECONDS);
        table.apply(List.of(new Step.AddVirtualServer(MARK, Samples.WLC)));
        assertEquals(List.of(), lines(ask(TableQuestions.now())));
        assertEquals(List.of("ipvsadm -D -f 7"), lines(ask(TableQuestions.after(List.of(TWO), Foreign.REMOVE))));
        reconciler.treat(Foreign.REMOVE);
        assertEquals(List.of("ipvsadm -D -f 7"), lines(ask(TableQuestions.now())));
    }

    @Test
    void tableThatCannotBeReadIsTheAnswer() throws Exception {
        reconciler.start(List.of(TWO), Set.of(), Cores.DELETE);
        reconciler.reload(List.of(TWO), Cores.DELETE).get(10, TimeUnit.SECONDS);
        table.failDumps(1);
        Exception failure = assertThrows(ExecutionException.class, () -> ask(TableQuestions.now()));
        assertInstanceOf(TableException.class, failure.getCause());
        table.breakDumps(1);
        assertThrows(ExecutionException.class, () -> ask(TableQuestions.now()));
        assertEquals(List.of(), lines(ask(TableQuestions.now())));
    }
}
