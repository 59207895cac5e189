package dev.lvsd.netlink;

import static dev.lvsd.netlink.NetlinkAbi.NLM_F_ACK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.linux.Errno;
import dev.lvsd.linux.LinuxException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchTest {
    private static List<NetlinkConnectionTest.Ask> asks(int count) {
        return IntStream.range(0, count).mapToObj(NetlinkConnectionTest.Ask::new).toList();
    }

    private static List<Integer> indexes(BatchOutcome outcome) {
        return outcome.failures().stream().map(BatchOutcome.Failure::index).toList();
    }

    @Test
    void onlyTheLastRequestAsksForAnAcknowledgement() throws IOException {
        ScriptedKernel kernel = new ScriptedKernel(ScriptedKernel::acknowledge);

        BatchOutcome outcome = new NetlinkConnection(kernel).batch(asks(5000));

        assertEquals(new BatchOutcome.Complete(List.of()), outcome);
        assertEquals(5000, kernel.requests().size());
        assertEquals(1, kernel.requests().stream().filter(request -> request.has(NLM_F_ACK)).count());
        assertTrue(kernel.requests().getLast().has(NLM_F_ACK));
    }

    @Test
    void errorsAreMatchedBySequenceNumber() throws IOException {
        NetlinkConnection connection = new NetlinkConnection(new ScriptedKernel((request, kernel) -> {
            if (request.sequence() % 1000 == 0) {
                kernel.error(request.sequence(), Errno.ESRCH.number());
            } else {
                ScriptedKernel.acknowledge(request, kernel);
            }
        }));

        BatchOutcome first = connection.batch(asks(2500));
        BatchOutcome second = connection.batch(asks(500));

        assertInstanceOf(BatchOutcome.Complete.class, first);
        assertEquals(List.of(999, 1999), indexes(first));
        assertEquals(Errno.ESRCH, first.failures().getFirst().error().errno());
        assertEquals(List.of(499), indexes(second), "the last one's error is its acknowledgement");
    }

    @Test
    void answersThatFailAllFitTheQueue() throws IOException {
        int buffer = 212_992;
        ScriptedKernel kernel =
                new ScriptedKernel((request, to) -> to.error(request.sequence(), Errno.EPERM.number()));

        BatchOutcome outcome =
                new NetlinkConnection(kernel.withReceiveBuffer(buffer)).batch(asks(3000));

        assertEquals(3000, outcome.failures().size());
        assertTrue(kernel.deepest() * 1280 <= buffer, kernel.deepest() + " errors in the queue");
    }

    @Test
    void lateAnswersOfAnEarlierBatchAreDropped() throws IOException {
        ScriptedKernel kernel = new ScriptedKernel(ScriptedKernel::acknowledge);
        NetlinkConnection connection = new NetlinkConnection(kernel);
        connection.batch(asks(10));
        kernel.error(3, Errno.EEXIST.number());

        BatchOutcome outcome = connection.batch(asks(10));

        assertEquals(new BatchOutcome.Complete(List.of()), outcome);
        assertEquals(1, connection.strays());
    }

    @Test
    void overrunTellsHowManyWereSentAndTheNextBatchStartsClean() throws IOException {
        ScriptedKernel kernel = new ScriptedKernel((request, to) -> {
            if (request.sequence() == 2) {
                to.error(2, Errno.ENOENT.number());
            }
            if (request.sequence() == 20) {
                to.failure(Errno.ENOBUFS);
                to.error(7, Errno.ENOENT.number());
            }
            ScriptedKernel.acknowledge(request, to);
        });
        NetlinkConnection connection = new NetlinkConnection(kernel.withReceiveBuffer(16 * 2048));

        BatchOutcome.Overrun overrun = assertInstanceOf(BatchOutcome.Overrun.class, connection.batch(asks(100)));

        assertEquals(32, overrun.sent());
        assertEquals(List.of(1), indexes(overrun));
        assertEquals(32, kernel.requests().size());
        assertEquals(new BatchOutcome.Complete(List.of()), connection.batch(asks(10)));
        assertEquals(1, connection.strays());
    }

    @Test
    void lostAcknowledgementIsATimeoutAndNoHang() {
        NetlinkConnection connection = new NetlinkConnection(new ScriptedKernel((_, _) -> {}));

        LinuxException silent = assertThrows(LinuxException.class, () -> connection.batch(asks(3)));

        assertEquals(Errno.ETIMEDOUT, silent.errno());
    }

    @Test
    void emptyBatchSendsNothing() throws IOException {
        ScriptedKernel kernel = new ScriptedKernel(ScriptedKernel::acknowledge);

        assertEquals(new BatchOutcome.Complete(List.of()), new NetlinkConnection(kernel).batch(List.of()));

        assertEquals(0, kernel.datagrams());
    }

    @Test
    void datagramsAreLarge() throws IOException {
        ScriptedKernel kernel = new ScriptedKernel(ScriptedKernel::acknowledge);

        new NetlinkConnection(kernel.withReceiveBuffer(8 << 20)).batch(asks(24_000));

        assertTrue(kernel.datagrams() <= 24, kernel.datagrams() + " datagrams");
    }

    @Test
    void allIsWrittenBeforeTheFirstRequestIsSent() throws IOException {
        List<Integer> writtenAtSend = new ArrayList<>();
        AtomicInteger written = new AtomicInteger();
        ScriptedKernel kernel = new ScriptedKernel((request, to) -> {
            writtenAtSend.add(written.get());
            ScriptedKernel.acknowledge(request, to);
        });
        List<Counted> requests = IntStream.range(0, 5000).mapToObj(number -> new Counted(number, written)).toList();

        new NetlinkConnection(kernel).batch(requests);

        assertEquals(5000, writtenAtSend.getFirst());
        assertTrue(kernel.datagrams() > 1);
    }

    @Test
    void batchThatIsTooLargeToBeWrittenAheadIsDoneInItsOrder() throws IOException {
        ScriptedKernel kernel = new ScriptedKernel(ScriptedKernel::acknowledge);

        BatchOutcome outcome = new NetlinkConnection(kernel).batch(asks(300_000));

        assertEquals(new BatchOutcome.Complete(List.of()), outcome);
        List<Integer> sequences = kernel.requests().stream().map(NetlinkHeader::sequence).toList();
        assertEquals(IntStream.rangeClosed(1, 300_000).boxed().toList(), sequences);
    }

    private record Counted(int number, AtomicInteger written) implements NetlinkRequest {
        @Override
        public int type() {
            return 40;
        }

        @Override
        public int flags() {
            return 0;
        }

        @Override
        public void write(MessageWriter writer) {
            writer.u32(number);
            written.incrementAndGet();
        }

        @Override
        public String command() {
            return "ask " + number;
        }
    }
}
