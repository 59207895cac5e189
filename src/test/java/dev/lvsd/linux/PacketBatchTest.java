package dev.lvsd.linux;

import static dev.lvsd.linux.LinuxAbi.AF_INET;
import static dev.lvsd.linux.LinuxAbi.MSG_DONTWAIT;
import static dev.lvsd.linux.LinuxAbi.SIZEOF_SOCKADDR_IN;
import static dev.lvsd.linux.LinuxAbi.SOCK_DGRAM;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Packets come out as they came, one by one, by a datagram socket of the loopback that sends to itself.
class PacketBatchTest {
    private static final int BYTES = 8;

    private final PacketBatch batch = new PacketBatch(BYTES);
    private final NativeBuffer address = new NativeBuffer(SIZEOF_SOCKADDR_IN);
    private int socket;

    @BeforeEach
    void open() {
        socket = LibC.socket(AF_INET, SOCK_DGRAM, 0);
        address.bytes().putShort(0, (short) AF_INET).put(4, new byte[] {127, 0, 0, 1});
        assertEquals(0, LibC.bind(socket, address.address(), address.size()));
        NativeBuffer size = new NativeBuffer(4);
        size.bytes().putInt(0, address.size());
        assertEquals(0, LibC.getsockname(socket, address.address(), size.address()));
    }

    @AfterEach
    void close() {
        LibC.close(socket);
    }

    @Test
    void allThatWaitsComesOutInOrderAndThenNothing() {
        for (int count : new int[] {0, 1, 15, 16, 17, 40}) {
            for (int i = 1; i <= count; i++) {
                send(i % BYTES, i);
            }
            for (int i = 1; i <= count; i++) {
                byte[] packet = new byte[BYTES];
                assertEquals(i % BYTES, batch.next(socket, packet), count + " packets");
                assertArrayEquals(bytes(i % BYTES, i), Arrays.copyOf(packet, i % BYTES));
            }
            assertEquals(AdvertPort.NOTHING, batch.next(socket, new byte[BYTES]), "after " + count);
        }
    }

    @Test
    void packetThatCameAfterTheLastIsThereAtTheNextLook() {
        send(1, 1);
        assertEquals(1, batch.next(socket, new byte[BYTES]));
        send(2, 2);
        assertEquals(AdvertPort.NOTHING, batch.next(socket, new byte[BYTES]));
        assertEquals(2, batch.next(socket, new byte[BYTES]));
    }

    @Test
    void whatDoesNotFitIsCutOff() {
        send(BYTES + 3, 1);
        send(2, 2);
        assertEquals(BYTES, batch.next(socket, new byte[BYTES + 3]));
        assertEquals(1, batch.next(socket, new byte[1]));
    }

    @Test
    void errorCountsAsNothing() {
        assertEquals(AdvertPort.NOTHING, batch.next(-1, new byte[BYTES]));
    }

    private void send(int length, int first) {
        NativeBuffer bytes = new NativeBuffer(Math.max(1, length));
        bytes.bytes().put(0, bytes(length, first));
        assertEquals(length, LibC.sendto(
                socket, bytes.address(), length, MSG_DONTWAIT, address.address(), address.size()));
    }

    private static byte[] bytes(int length, int first) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (first + i);
        }
        return bytes;
    }
}
