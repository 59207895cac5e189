package dev.lvsd.netlink;

import static dev.lvsd.netlink.NetlinkAbi.NLMSG_DONE;
import static dev.lvsd.netlink.NetlinkAbi.NLM_F_ACK;
import static dev.lvsd.netlink.NetlinkAbi.NLM_F_DUMP;
import static dev.lvsd.netlink.NetlinkAbi.NLM_F_DUMP_INTR;
import static dev.lvsd.netlink.NetlinkAbi.NLM_F_MULTI;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.lvsd.linux.Errno;
import dev.lvsd.linux.LinuxException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetlinkConnectionTest {
    /// A request whose payload is one number.
    record Ask(int number) implements NetlinkRequest {
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
        }

        @Override
        public String command() {
            return "ask " + number;
        }
    }

    private static byte[] entries(int sequence, int flags, int... values) {
        MessageWriter writer = new MessageWriter();
        for (int value : values) {
            writer.open(41, NLM_F_MULTI | flags, sequence).u32(value).close();
        }
        return writer.toByteArray();
    }

    private static byte[] done(int sequence, int flags, int error) {
        return new MessageWriter().open(NLMSG_DONE, NLM_F_MULTI | flags, sequence).u32(error).close().toByteArray();
    }

    private static List<Integer> dump(NetlinkConnection connection) throws IOException {
        return connection.dump(new Ask(1), message -> message.u32(0));
    }

    @Test
    void requestIsDoneWhenItIsAcknowledged() throws IOException {
        ScriptedKernel kernel = new ScriptedKernel(ScriptedKernel::acknowledge);
        NetlinkConnection connection = new NetlinkConnection(kernel);

        connection.request(new Ask(1));
        connection.request(new Ask(2));

        assertEquals(List.of(1, 2), kernel.requests().stream().map(NetlinkHeader::sequence).toList());
        assertTrue(kernel.requests().getFirst().has(NLM_F_ACK));
    }

    @Test
    void refusalSaysWhatWasAskedAndWhatTheKernelSays() {
        NetlinkConnection connection = new NetlinkConnection(new ScriptedKernel((request, kernel) -> {
            MessageWriter writer = new MessageWriter();
            writer.open(2, NetlinkAbi.NLM_F_CAPPED | NetlinkAbi.NLM_F_ACK_TLVS, request.sequence());
            writer.u32(-Errno.EINVAL.number()).u64(20).u64(0);
            writer.string(1, "Invalid prefix").u32(2, 24).close();
            kernel.datagram(writer.toByteArray());
        }));

        NetlinkException refused = assertThrows(NetlinkException.class, () -> connection.request(new Ask(7)));

        assertEquals("ask 7: Invalid argument (EINVAL): the kernel says: Invalid prefix, at byte 24 of the request",
                refused.getMessage());
        assertEquals(new NetlinkError(1, Errno.EINVAL, "Invalid prefix", 24, -1), refused.error());
    }

    @Test
    void extendedAcknowledgementBehindTheWholeRequestIsRead() {
        NetlinkConnection connection = new NetlinkConnection(new ScriptedKernel((request, kernel) -> {
            MessageWriter writer = new MessageWriter();
            writer.open(2, NetlinkAbi.NLM_F_ACK_TLVS, request.sequence());
            writer.u32(-Errno.ENOENT.number()).u32(18).u32(0).u64(0).u32(0xffff).u32(5, 3).close();
            kernel.datagram(writer.toByteArray());
        }));

        NetlinkException refused = assertThrows(NetlinkException.class, () -> connection.request(new Ask(7)));

        assertEquals(new NetlinkError(1, Errno.ENOENT, "", -1, 3), refused.error());
    }

    @Test
    void lackOfPrivilegeNamesTheCapability() {
        NetlinkConnection connection = new NetlinkConnection(
                new ScriptedKernel((request, kernel) -> kernel.error(request.sequence(), Errno.EPERM.number())));

        NetlinkException refused = assertThrows(NetlinkException.class, () -> connection.request(new Ask(1)));

        assertEquals("ask 1: Operation not permitted (EPERM); needs CAP_NET_ADMIN (run as root or grant it)",
                refused.getMessage());
    }

    @Test
    void lateAnswerToAnEarlierRequestIsDropped() throws IOException {
        ScriptedKernel kernel = new ScriptedKernel((request, to) -> {
            to.error(request.sequence() - 1, Errno.ENOENT.number());
            to.error(request.sequence() + 5, 0);
            to.error(request.sequence(), 0);
        });
        NetlinkConnection connection = new NetlinkConnection(kernel);

        connection.request(new Ask(1));
        connection.request(new Ask(2));

        assertEquals(4, connection.strays());
    }

    @Test
    void silenceIsATimeoutAndTheNextRequestDropsTheLateAnswer() throws IOException {
        ScriptedKernel kernel = new ScriptedKernel((request, to) -> {
            if (request.sequence() != 1) {
                to.error(request.sequence(), 0);
            }
        });
        NetlinkConnection connection = new NetlinkConnection(kernel);

        LinuxException silent = assertThrows(LinuxException.class, () -> connection.request(new Ask(1)));
        assertEquals("recvfrom on netlink answer to: ask 1: Connection timed out (ETIMEDOUT)", silent.getMessage());

        kernel.error(1, Errno.ENOENT.number());
        connection.request(new Ask(2));
        assertEquals(1, connection.strays());
    }

    @Test
    void dumpGathersItsPartsUpToTheEnd() throws IOException {
        NetlinkConnection connection = new NetlinkConnection(new ScriptedKernel((request, kernel) -> {
            assertTrue(request.has(NLM_F_DUMP));
            kernel.datagram(entries(request.sequence(), 0, 1, 2));
            kernel.datagram(entries(request.sequence(), 0, 3));
            kernel.datagram(done(request.sequence(), 0, 0));
        }));

        assertEquals(List.of(1, 2, 3), dump(connection));
    }

    @Test
    void dumpOfWhatChangedMeanwhileIsReadAgain() throws IOException {
        ScriptedKernel kernel = new ScriptedKernel((request, to) -> {
            int flags = request.sequence() < 3 ? NLM_F_DUMP_INTR : 0;
            to.datagram(entries(request.sequence(), flags, request.sequence()));
            to.datagram(done(request.sequence(), 0, 0));
        });

        assertEquals(List.of(3), dump(new NetlinkConnection(kernel)));
    }

    @Test
    void dumpOfWhatAlwaysChangesGivesUpTyped() {
        ScriptedKernel kernel = new ScriptedKernel((request, to) ->
                to.datagram(done(request.sequence(), NLM_F_DUMP_INTR, 0)));

        DumpInterruptedException interrupted =
                assertThrows(DumpInterruptedException.class, () -> dump(new NetlinkConnection(kernel)));

        assertEquals("ask 1: no consistent answer in 10 attempts, it changed while it was read",
                interrupted.getMessage());
        assertEquals(10, kernel.requests().size());
    }

    @Test
    void dumpIsTriedAgainWhileTheSocketIsBusyOrTheQueueOverflows() throws IOException {
        ScriptedKernel kernel = new ScriptedKernel((request, to) -> {
            switch (request.sequence()) {
                case 1 -> to.error(1, Errno.EBUSY.number());
                case 2 -> {
                    to.datagram(entries(2, 0, 1));
                    to.failure(Errno.ENOBUFS);
                    to.failure(Errno.ENOBUFS);
                    to.datagram(done(2, 0, 0));
                }
                default -> {
                    to.datagram(entries(request.sequence(), 0, 8, 9));
                    to.datagram(done(request.sequence(), 0, 0));
                }
            }
        });

        assertEquals(List.of(8, 9), dump(new NetlinkConnection(kernel)));
    }

    @Test
    void errorAtTheEndOfADumpIsARefusal() {
        NetlinkConnection connection = new NetlinkConnection(new ScriptedKernel(
                (request, kernel) -> kernel.datagram(done(request.sequence(), 0, -Errno.ESRCH.number()))));

        NetlinkException refused = assertThrows(NetlinkException.class, () -> dump(connection));

        assertEquals(Errno.ESRCH, refused.errno());
    }

    @Test
    void answerThatIsNoMessageIsTypedAndTheRestOfTheDumpIsDrained() throws IOException {
        ScriptedKernel kernel = new ScriptedKernel((request, to) -> {
            if (request.sequence() == 1) {
                to.datagram(new byte[] {1, 2, 3});
                to.datagram(entries(1, 0, 4));
            } else {
                assertEquals(0, to.waiting(), "a dump that is not read to its end makes the next one EBUSY");
            }
            to.datagram(entries(request.sequence(), 0, 5));
            to.datagram(done(request.sequence(), 0, 0));
        });
        NetlinkConnection connection = new NetlinkConnection(kernel);

        assertThrows(NetlinkFormatException.class, () -> dump(connection));

        assertEquals(List.of(5), dump(connection));
    }

    @Test
    void closingClosesTheTransport() {
        ScriptedKernel kernel = new ScriptedKernel(ScriptedKernel::acknowledge);

        new NetlinkConnection(kernel).close();

        assertTrue(kernel.isClosed());
    }

    @Test
    void listThatIsStillTheSameIsNotDecodedAgain() throws IOException {
        List<byte[]> lists = new ArrayList<>();
        NetlinkConnection connection = new NetlinkConnection(new ScriptedKernel((request, kernel) -> {
            int values = lists.size() < 2 ? 5 : 6;
            lists.add(entries(request.sequence(), 0, 4, values));
            kernel.datagram(lists.getLast());
            kernel.datagram(done(request.sequence(), 0, 0));
        }));

        Dump<Integer> first = connection.dump(new Ask(1), message -> message.u32(0), null);
        Dump<Integer> same = connection.dump(new Ask(1), message -> fail("decoded again"), first);
        Dump<Integer> other = connection.dump(new Ask(1), message -> message.u32(0), same);

        assertEquals(List.of(4, 5), first.values());
        assertSame(first, same);
        assertEquals(List.of(4, 6), other.values());
    }

    @Test
    void listThatLostItsLastEntryIsAnotherOne() throws IOException {
        List<Integer> asked = new ArrayList<>();
        NetlinkConnection connection = new NetlinkConnection(new ScriptedKernel((request, kernel) -> {
            asked.add(request.sequence());
            int[] values = asked.size() == 1 ? new int[] {4, 5} : new int[] {4};
            kernel.datagram(entries(request.sequence(), 0, values));
            kernel.datagram(done(request.sequence(), 0, 0));
        }));

        Dump<Integer> first = connection.dump(new Ask(1), message -> message.u32(0), null);

        assertEquals(List.of(4), connection.dump(new Ask(1), message -> message.u32(0), first).values());
    }
}
