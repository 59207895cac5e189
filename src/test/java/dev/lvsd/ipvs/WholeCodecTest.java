package dev.lvsd.ipvs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lvsd.ipvs.SyncDaemon.Role;
import dev.lvsd.net.IpAddress;
import dev.lvsd.netlink.MessageCursor;
import dev.lvsd.netlink.MessageWriter;
import dev.lvsd.netlink.NetlinkFormatException;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The bytes are those of `struct genlmsghdr` and attributes as `<linux/ip_vs.h>` has them, little-endian.
class WholeCodecTest {
    private static final int IPVS = 28;
    private static final SyncDaemon BACKUP =
            new SyncDaemon(Role.BACKUP, "ens192", 51, 1400, IpAddress.of("224.0.0.99"), 8850, 3);

    @BeforeEach
    void littleEndian() {
        assumeTrue(ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN);
    }

    @Test
    void daemonIsStartedWithAllItsOptions() {
        assertEquals("09010000" + "40000380"
                + "08000100" + "02000000"
                + "0b000200" + "656e73313932" + "00" + "00"
                + "08000300" + "33000000"
                + "06000400" + "7805" + "0000"
                + "08000500" + "e0000063"
                + "06000700" + "9222" + "0000"
                + "05000800" + "03" + "000000", payload(new WholeRequest.Start(IPVS, BACKUP)));
    }

    @Test
    void whatIsNotSaidIsLeftToTheKernel() {
        String hex = payload(new WholeRequest.Start(IPVS, new SyncDaemon(
                Role.MASTER, "lo", 0, 0, IpAddress.of("ff02::51"), 8848, 1)));
        assertEquals("09010000" + "40000380"
                + "08000100" + "01000000"
                + "07000200" + "6c6f" + "00" + "00"
                + "08000300" + "00000000"
                + "14000600" + "ff020000000000000000000000000051"
                + "06000700" + "9022" + "0000"
                + "05000800" + "01" + "000000", hex);
    }

    @Test
    void otherRequestsAreShort() {
        assertEquals("0a010000" + "0c000380" + "08000100" + "01000000",
                payload(new WholeRequest.Stop(IPVS, Role.MASTER)));
        assertEquals("0b010000", payload(new WholeRequest.Daemons(IPVS)));
        assertEquals("0d010000", payload(new WholeRequest.ReadTimeouts(IPVS)));
        assertEquals("11010000", payload(new WholeRequest.Flush(IPVS)));
        assertEquals("0c010000" + "08000400" + "84030000" + "08000500" + "00000000" + "08000600" + "2c010000",
                payload(new WholeRequest.ChangeTimeouts(IPVS, new Timeouts(900, 0, 300))));
    }

    @Test
    void daemonsAreReadAsTheyAreStarted() throws NetlinkFormatException {
        assertEquals(BACKUP, WholeDecoder.daemon(cursor(message(new WholeRequest.Start(IPVS, BACKUP)))));
        SyncDaemon six = new SyncDaemon(Role.MASTER, "lo", 0, 0, IpAddress.of("ff02::51"), 8848, 1);
        assertEquals(six, WholeDecoder.daemon(cursor(message(new WholeRequest.Start(IPVS, six)))));
    }

    @Test
    void daemonOfAnOldKernelHasTheDefaults() throws NetlinkFormatException {
        MessageWriter writer = open();
        IpvsEncoder.command(writer, IpvsAbi.IPVS_CMD_NEW_DAEMON);
        writer.openNest(IpvsAbi.IPVS_CMD_ATTR_DAEMON)
                .u32(IpvsAbi.IPVS_DAEMON_ATTR_STATE, 1)
                .string(IpvsAbi.IPVS_DAEMON_ATTR_MCAST_IFN, "eth0")
                .u32(IpvsAbi.IPVS_DAEMON_ATTR_SYNC_ID, 7)
                .closeNest();
        assertEquals(
                new SyncDaemon(Role.MASTER, "eth0", 7, 0, SyncDaemon.GROUP, 8848, 1),
                WholeDecoder.daemon(cursor(writer.close().toByteArray())));
    }

    @Test
    void daemonOfAnUnknownStateIsNone() throws NetlinkFormatException {
        byte[] message = message(new WholeRequest.Start(IPVS, BACKUP));
        message[28] = 3;
        assertNull(WholeDecoder.daemon(cursor(message)));
    }

    @Test
    void timeoutsAreReadAsTheyAreSet() throws NetlinkFormatException {
        Timeouts timeouts = new Timeouts(900, 120, 2147483647);
        assertEquals(timeouts,
                WholeDecoder.timeouts(cursor(message(new WholeRequest.ChangeTimeouts(IPVS, timeouts)))));
    }

    @Test
    void noBytesGiveAnythingButATypedError() {
        Random random = new Random(1);
        for (int i = 0; i < 40_000; i++) {
            byte[] bytes = message(i % 2 == 0 ? new WholeRequest.Start(IPVS, BACKUP)
                    : new WholeRequest.ChangeTimeouts(IPVS, new Timeouts(1, 2, 3)));
            for (int change = 1 + random.nextInt(4); change > 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                MessageCursor cursor = new MessageCursor(bytes, bytes.length);
                while (cursor.next()) {
                    WholeDecoder.daemon(cursor);
                    WholeDecoder.timeouts(cursor);
                }
            } catch (NetlinkFormatException _) {
                // The typed error that is asked for.
            } catch (RuntimeException e) {
                throw new AssertionError(HexFormat.of().formatHex(bytes), e);
            }
        }
        assertThrows(NetlinkFormatException.class,
                () -> WholeDecoder.daemon(cursor(message(new WholeRequest.Flush(IPVS)))));
    }

    private static MessageCursor cursor(byte[] message) throws NetlinkFormatException {
        MessageCursor cursor = new MessageCursor(message, message.length);
        assertTrue(cursor.next());
        return cursor;
    }

    private static String payload(WholeRequest request) {
        byte[] message = message(request);
        return HexFormat.of().formatHex(message, 16, message.length);
    }

    private static byte[] message(WholeRequest request) {
        MessageWriter writer = open();
        request.write(writer);
        return writer.close().toByteArray();
    }

    private static MessageWriter open() {
        return new MessageWriter().open(IPVS, 1, 1);
    }
}
