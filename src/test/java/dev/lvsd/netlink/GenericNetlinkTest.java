package dev.lvsd.netlink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.linux.Errno;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GenericNetlinkTest {
    private static byte[] ipvs(int sequence) {
        return new MessageWriter()
                .open(NetlinkAbi.GENL_ID_CTRL, 0, sequence)
                .u8(NetlinkAbi.CTRL_CMD_NEWFAMILY).u8(2).u16(0)
                .string(NetlinkAbi.CTRL_ATTR_FAMILY_NAME, "IPVS")
                .u16(NetlinkAbi.CTRL_ATTR_FAMILY_ID, 33)
                .u32(NetlinkAbi.CTRL_ATTR_VERSION, 1)
                .close()
                .toByteArray();
    }

    private static GenericFamily decode(byte[] bytes) throws NetlinkFormatException {
        MessageCursor message = new MessageCursor(bytes, bytes.length);
        if (!message.next()) {
            throw new NetlinkFormatException("no message", 0);
        }
        return GenericNetlink.decode(message);
    }

    @Test
    void familyIsLookedUpByName() throws IOException {
        NetlinkConnection connection = new NetlinkConnection(new ScriptedKernel((request, kernel) -> {
            kernel.datagram(ipvs(request.sequence()));
            kernel.error(request.sequence(), 0);
        }));

        GenericFamily family = GenericNetlink.family(connection, "IPVS");

        assertEquals(new GenericFamily("IPVS", 33, 1), family);
    }

    @Test
    void kernelWithoutTheFamilyIsTyped() {
        NetlinkConnection connection = new NetlinkConnection(
                new ScriptedKernel((request, kernel) -> kernel.error(request.sequence(), Errno.ENOENT.number())));

        NoSuchFamilyException none =
                assertThrows(NoSuchFamilyException.class, () -> GenericNetlink.family(connection, "IPVS"));

        assertEquals("the kernel has no generic netlink family \"IPVS\" and could not load a module for it",
                none.getMessage());
    }

    @Test
    void otherRefusalsStayWhatTheyAre() {
        NetlinkConnection connection = new NetlinkConnection(
                new ScriptedKernel((request, kernel) -> kernel.error(request.sequence(), Errno.ENOMEM.number())));

        NetlinkException refused =
                assertThrows(NetlinkException.class, () -> GenericNetlink.family(connection, "IPVS"));

        assertEquals(Errno.ENOMEM, refused.errno());
    }

    @Test
    void cutAndDamagedAnswersEndInATypedError() {
        byte[] good = ipvs(1);
        for (int length = 0; length < good.length; length++) {
            byte[] cut = Arrays.copyOf(good, length);
            assertThrows(NetlinkFormatException.class, () -> decode(cut));
        }
        assertTrue(HostileBytes.survive(good, 50_000, GenericNetlinkTest::decode) > 1000);
    }
}
