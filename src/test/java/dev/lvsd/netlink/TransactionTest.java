package dev.lvsd.netlink;

import static dev.lvsd.netlink.NetlinkAbi.NLM_F_ACK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.linux.Errno;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransactionTest {
    private static final NetlinkRequest BEGIN = new NetlinkConnectionTest.Ask(100);
    private static final NetlinkRequest END = new NetlinkConnectionTest.Ask(101);
    private static final List<NetlinkConnectionTest.Ask> ASKS =
            List.of(new NetlinkConnectionTest.Ask(0), new NetlinkConnectionTest.Ask(1));

    @Test
    void allGoesInOneDatagramAndTheLastRequestAsksForAnAcknowledgement() throws IOException {
        ScriptedKernel kernel = new ScriptedKernel(ScriptedKernel::acknowledge);

        new NetlinkConnection(kernel).transaction(BEGIN, ASKS, END);

        assertEquals(1, kernel.datagrams());
        assertEquals(List.of(false, false, true, false),
                kernel.requests().stream().map(request -> request.has(NLM_F_ACK)).toList());
    }

    @Test
    void firstRefusalIsTheOneThatIsThrown() {
        NetlinkConnection connection = new NetlinkConnection(new ScriptedKernel((request, kernel) -> {
            switch (request.sequence()) {
                case 2 -> kernel.error(2, Errno.ENOENT.number());
                case 3 -> kernel.error(3, Errno.EBUSY.number());
                default -> { }
            }
        }));

        NetlinkException refused =
                assertThrows(NetlinkException.class, () -> connection.transaction(BEGIN, ASKS, END));

        assertEquals(Errno.ENOENT, refused.errno());
        assertTrue(String.valueOf(refused.getMessage()).startsWith(ASKS.getFirst().command()), refused.toString());
    }

    @Test
    void refusalOfTheWholeNeedsNoOtherAnswerAndTheConnectionGoesOn() throws IOException {
        ScriptedKernel kernel = new ScriptedKernel((request, queue) -> {
            if (request.sequence() == 1) {
                queue.error(1, Errno.EOPNOTSUPP.number());
            } else if (request.sequence() > 4) {
                ScriptedKernel.acknowledge(request, queue);
            }
        });
        NetlinkConnection connection = new NetlinkConnection(kernel);

        NetlinkException refused =
                assertThrows(NetlinkException.class, () -> connection.transaction(BEGIN, ASKS, END));
        connection.transaction(BEGIN, ASKS, END);

        assertEquals(Errno.EOPNOTSUPP, refused.errno());
        assertEquals(2, kernel.datagrams());
    }
}
